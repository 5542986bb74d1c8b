using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Refwatch.Fetching;

namespace Refwatch.Archiving;

/// <summary>
/// Writes WARC 1.1 records, each a gzip member of its own (annex D.2), so that files can be concatenated and a record be
/// read by its offset. Equal records are equal bytes: a record's id is made from what it says, not drawn by lot.
/// </summary>
public static class WarcWriter
{
    /// <summary>A record with the fields that every record has: type, id, date, block digest, length; <paramref name="fields"/> stand between.</summary>
    public static WarcRecord Record(string type, DateTimeOffset date, string contentType, IEnumerable<HeaderField> fields, ReadOnlyMemory<byte> block)
    {
        var described = new List<HeaderField>
        {
            new("WARC-Type", type),
            new("WARC-Date", WarcRecord.WriteDate(date)),
        };
        described.AddRange(fields);
        described.Add(new("WARC-Block-Digest", Digest.Sha256(block.Span)));
        described.Add(new("Content-Type", contentType));
        described.Add(new("Content-Length", block.Length.ToString()));
        described.Insert(1, new("WARC-Record-ID", IdOf(described)));
        return new WarcRecord(described, block);
    }

    /// <summary>Who wrote the records that follow, and how (section 6.2): the first record of an exported file.</summary>
    /// <param name="date">When the file was written.</param>
    /// <param name="filename">The file's name; null when it has none.</param>
    /// <param name="fields">E.g. software, operator, robots (section 6.2, "application/warc-fields").</param>
    public static WarcRecord Info(DateTimeOffset date, string? filename, IEnumerable<HeaderField> fields)
    {
        var block = new StringBuilder("format: WARC File Format 1.1\r\n")
            .Append("conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n")
            .Append("description: The transfer coding is removed; where there was one, X-Orig-Transfer-Encoding names it. HTTP/2 and HTTP/3 are written as HTTP/1.1.\r\n");
        foreach (var field in fields)
        {
            block.Append(field.Name).Append(": ").Append(HttpBlock.OneLine(field.Value)).Append("\r\n");
        }

        HeaderField[] name = filename is null ? [] : [new("WARC-Filename", filename)];
        return Record("warcinfo", date, "application/warc-fields", name, Encoding.UTF8.GetBytes(block.ToString()));
    }

    /// <summary>Appends a record as a gzip member.</summary>
    public static void Write(Stream target, WarcRecord record)
    {
        using var member = new GZipStream(target, CompressionLevel.Optimal, leaveOpen: true);
        var head = new StringBuilder("WARC/1.1\r\n");
        foreach (var field in record.Fields)
        {
            head.Append(field.Name).Append(": ").Append(HttpBlock.OneLine(field.Value)).Append("\r\n");
        }

        member.Write(Encoding.UTF8.GetBytes(head.Append("\r\n").ToString()));
        member.Write(record.Block.Span);
        member.Write("\r\n\r\n"u8);
    }

    /// <summary>Whether an id is of the kind that this writer makes.</summary>
    internal static bool IsOwnId(string id) => Guid.TryParse(id.Trim('<', '>').Replace("urn:uuid:", "", StringComparison.Ordinal), out var uuid) && uuid.Version == 8;

    // RFC 9562, section 5.8: a UUID of version 8 carries bits of the maker's choice; here those of a SHA-256.
    private static string IdOf(List<HeaderField> fields)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', fields.Select(field => $"{field.Name}: {field.Value}"))));
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return $"<urn:uuid:{new Guid(hash.AsSpan(0, 16), bigEndian: true)}>";
    }
}
