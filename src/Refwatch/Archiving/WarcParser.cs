using System.Text;
using Refwatch.Fetching;

namespace Refwatch.Archiving;

/// <summary>The grammar of one record (WARC 1.1, section 4): version line, named fields, block, two empty lines.</summary>
internal static class WarcParser
{
    private const int LongestHead = 256 * 1024;

    private static readonly ReadOnlyMemory<byte> NextRecord = "\nWARC/1."u8.ToArray();
    private static readonly string[] Mandatory = ["WARC-Type", "WARC-Record-ID", "WARC-Date"];

    /// <summary>Takes the record that lies ahead, without the empty lines behind it, and says what is wrong with it.</summary>
    public static async ValueTask<(WarcRecord? Record, List<string> Problems)> ReadAsync(ByteWindow window, int maxBlock, CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        var headLength = await FindHeadAsync(window, cancellationToken);
        var fields = ReadFields(window.Ahead.Span[..headLength]);
        var head = new WarcRecord(fields, default);
        problems.AddRange(Mandatory.Where(name => head.Field(name) is null).Select(static name => $"no {name}"));
        if (!long.TryParse(head.Field("Content-Length"), out var length) || length < 0)
        {
            problems.Add($"no Content-Length, or none that can be: {head.Field("Content-Length")}");
            window.Take(headLength);
            await window.SkipToAsync([NextRecord[1..]], cancellationToken);
            return (null, problems);
        }

        if (length > maxBlock)
        {
            problems.Add($"{head.TargetUri}: a block of {length} bytes, longer than the {maxBlock} that are read");
            await window.SkipAsync(headLength + length, cancellationToken);
            return (null, problems);
        }

        var end = headLength + (int)length;
        var isWhole = await window.FillAsync(end, cancellationToken);
        await window.FillAsync(end + 4, cancellationToken);
        var block = window.Ahead[headLength..Math.Min(end, window.Ahead.Length)];
        if (!isWhole)
        {
            problems.Add($"the block ends after {block.Length} of {length} bytes");
        }

        if (!isWhole || !window.Ahead.Span[end..].StartsWith("\r\n\r\n"u8))
        {
            block = Cut(block, isWhole, problems);
        }

        var record = new WarcRecord(fields, block.ToArray());
        problems.AddRange(WarcDigest.Problems(record));
        window.Take(headLength + block.Length);
        return (record, problems);
    }

    // A Content-Length that is too large swallows the next record: that one must not be lost.
    private static ReadOnlyMemory<byte> Cut(ReadOnlyMemory<byte> block, bool isWhole, List<string> problems)
    {
        var next = block.Span.IndexOf(NextRecord.Span);
        if (next >= 0)
        {
            problems.Add($"the block of {block.Length} bytes holds the beginning of another record: cut there");
            block = block[..(next + 1)];
            return block.Span.EndsWith("\r\n\r\n"u8) ? block[..^4] : block;
        }

        if (isWhole)
        {
            problems.Add(WarcProblem.NoEmptyLines);
        }

        return block;
    }

    // The length of version line and fields with the empty line that ends them; all there is when none does.
    private static async ValueTask<int> FindHeadAsync(ByteWindow window, CancellationToken cancellationToken)
    {
        for (var wanted = 1024; ; wanted *= 2)
        {
            var isMore = await window.FillAsync(wanted, cancellationToken);
            var ahead = window.Ahead.Span[..Math.Min(window.Ahead.Length, LongestHead)];
            var end = ahead.IndexOf("\r\n\r\n"u8);
            var bare = ahead.IndexOf("\n\n"u8);
            if (end >= 0 && (bare < 0 || end < bare))
            {
                return end + 4;
            }

            if (bare >= 0)
            {
                return bare + 2;
            }

            if (!isMore || wanted >= LongestHead)
            {
                return ahead.Length;
            }
        }
    }

    private static List<HeaderField> ReadFields(ReadOnlySpan<byte> head)
    {
        var fields = new List<HeaderField>();
        foreach (var line in Encoding.UTF8.GetString(head).Split('\n').Skip(1).Select(static line => line.TrimEnd('\r')))
        {
            if (line.StartsWith(' ') || line.StartsWith('\t'))
            {
                // A folded line continues the field above (section 4).
                if (fields.Count > 0)
                {
                    fields[^1] = fields[^1] with { Value = $"{fields[^1].Value} {line.Trim()}" };
                }
            }
            else if (line.IndexOf(':') is var colon and > 0)
            {
                fields.Add(new HeaderField(line[..colon].TrimEnd(), line[(colon + 1)..].Trim()));
            }
        }

        return fields;
    }
}
