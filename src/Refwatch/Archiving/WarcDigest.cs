using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Refwatch.Archiving;

/// <summary>Checks a record's bytes against the digests that it names (WARC 1.1, sections 5.8 and 5.9).</summary>
internal static class WarcDigest
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>What does not agree; nothing when all does, or when there are no digests of a known algorithm.</summary>
    public static IEnumerable<string> Problems(WarcRecord record)
    {
        if (record.Field("WARC-Block-Digest") is { } block && Matches(block, record.Block.Span) == false && !IsOfWgetsRevisit(record, block))
        {
            yield return $"block digest: the record says {block}, its bytes do not";
        }

        // A revisit's payload digest is that of the payload it refers to, a truncated or segmented record's that of the whole.
        if (record.Field("WARC-Payload-Digest") is { } payload && record.Type is not ("revisit" or "continuation")
            && record.Field("WARC-Segment-Number") is null && !PayloadMatches(record, payload))
        {
            yield return $"payload digest: the record says {payload}, its bytes do not";
        }
    }

    /// <summary>The block is what its digest says; false also when it has none of a known algorithm.</summary>
    public static bool ProvesBlock(WarcRecord record) => record.Field("WARC-Block-Digest") is { } digest && Matches(digest, record.Block.Span) == true;

    // Wget 1.21 digests the empty payload of a revisit in place of its block.
    private static bool IsOfWgetsRevisit(WarcRecord record, string digest) =>
        record.Type == "revisit" && HttpBlock.Parse(record.Block) is { Body.IsEmpty: true } && Matches(digest, []) == true;

    // Writers disagree whether the transfer coding belongs to the payload: either reading passes.
    private static bool PayloadMatches(WarcRecord record, string digest)
    {
        var isHttp = record.Field("Content-Type")?.StartsWith("application/http", StringComparison.OrdinalIgnoreCase) == true;
        var payload = isHttp ? HttpBlock.Parse(record.Block)?.Body ?? default : record.Block;
        return Matches(digest, payload.Span) != false
            || (isHttp && ChunkedBody.Decode(payload.Span) is { } decoded && Matches(digest, decoded) != false);
    }

    /// <summary>Whether bytes have that digest; null when its algorithm is not known.</summary>
    public static bool? Matches(string digest, ReadOnlySpan<byte> bytes)
    {
        var colon = digest.IndexOf(':');
        if (colon < 0 || Hash(digest[..colon], bytes) is not { } hash)
        {
            return null;
        }

        // Base32 is the custom, hex that of SHA-256; base64 occurs.
        var value = digest[(colon + 1)..].TrimEnd('=');
        return value == Convert.ToBase64String(hash).TrimEnd('=')
            || value == Base64Url.EncodeToString(hash)
            || value.Equals(Convert.ToHexString(hash), StringComparison.OrdinalIgnoreCase)
            || value.Equals(ToBase32(hash), StringComparison.OrdinalIgnoreCase);
    }

    // Old archives carry SHA-1 and MD5: weak against an attacker, good against a failing disk.
#pragma warning disable CA5350, CA5351
    private static byte[]? Hash(string algorithm, ReadOnlySpan<byte> bytes) => algorithm.Replace("-", "").ToUpperInvariant() switch
    {
        "SHA256" => SHA256.HashData(bytes),
        "SHA512" => SHA512.HashData(bytes),
        "SHA1" => SHA1.HashData(bytes),
        "MD5" => MD5.HashData(bytes),
        _ => null,
    };
#pragma warning restore CA5350, CA5351

    private static string ToBase32(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        int bits = 0, held = 0;
        foreach (var value in bytes)
        {
            held = (held << 8) | value;
            for (bits += 8; bits >= 5; bits -= 5)
            {
                text.Append(Base32[(held >> (bits - 5)) & 31]);
            }

            held &= (1 << bits) - 1;
        }

        return bits == 0 ? text.ToString() : text.Append(Base32[(held << (5 - bits)) & 31]).ToString();
    }
}
