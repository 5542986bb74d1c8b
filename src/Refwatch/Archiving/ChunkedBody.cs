using System.Buffers;
using System.Globalization;
using System.Text;

namespace Refwatch.Archiving;

/// <summary>The chunked transfer coding (RFC 9112, section 7.1), which other writers leave in their records.</summary>
internal static class ChunkedBody
{
    private const int LongestSizeLine = 4096;

    /// <summary>The body without its chunks' sizes; null when it is not chunked, whatever its header says, or torn.</summary>
    public static byte[]? Decode(ReadOnlySpan<byte> body)
    {
        var decoded = new ArrayBufferWriter<byte>();
        while (true)
        {
            var end = body[..Math.Min(body.Length, LongestSizeLine)].IndexOf("\r\n"u8);
            if (end < 0 || !TryReadSize(body[..end], out var size))
            {
                return null;
            }

            if (size == 0)
            {
                return decoded.WrittenSpan.ToArray();
            }

            body = body[(end + 2)..];
            if (body.Length < size + 2 || !body[size..].StartsWith("\r\n"u8))
            {
                return null;
            }

            decoded.Write(body[..size]);
            body = body[(size + 2)..];
        }
    }

    private static bool TryReadSize(ReadOnlySpan<byte> line, out int size)
    {
        var extension = line.IndexOf((byte)';');
        var digits = Encoding.ASCII.GetString(extension < 0 ? line : line[..extension]).Trim();
        return int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out size) && size >= 0 && size < int.MaxValue - 2;
    }
}
