using System.Runtime.CompilerServices;
using System.Text;

namespace Refwatch.Archiving.Fixity;

/// <summary>The lines of a text in UTF-8, in bounded memory whatever the bytes are.</summary>
internal static class TextLines
{
    private const int LongestLine = 256 * 1024;

    /// <summary>All lines with the offset of their first byte; null for one that is longer than any of ours.</summary>
    public static async IAsyncEnumerable<(long Offset, string? Text)> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var window = new ByteWindow(stream);
        while (await window.FillAsync(1, cancellationToken))
        {
            var start = window.Position;
            var length = await LengthAsync(window, cancellationToken);
            var text = length < 0 ? null : Encoding.UTF8.GetString(window.Ahead.Span[..length]);
            if (text is null)
            {
                await window.SkipToAsync(LineFeed, cancellationToken);
            }
            else
            {
                window.Take(length);
            }

            await window.SkipAsync(1, cancellationToken);
            yield return (start, text);
        }
    }

    private static readonly ReadOnlyMemory<byte>[] LineFeed = [new byte[] { (byte)'\n' }];

    private static async ValueTask<int> LengthAsync(ByteWindow window, CancellationToken cancellationToken)
    {
        for (var wanted = 4096; ; wanted *= 2)
        {
            var isMore = await window.FillAsync(wanted, cancellationToken);
            var end = window.Ahead.Span.IndexOf((byte)'\n');
            if (end >= 0 || !isMore)
            {
                return end >= 0 ? end : window.Ahead.Length;
            }

            if (wanted >= LongestLine)
            {
                return -1;
            }
        }
    }
}
