using System.Net;

namespace Refwatch.Citing;

/// <summary>The metadata that citation templates embed: an OpenURL context object in a span's title (COinS; ANSI/NISO Z39.88-2004).</summary>
internal sealed record Coins(string? Title, string? Publisher, bool IsBook)
{
    public static Coins Read(string contextObject)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in contextObject.Split('&'))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
            {
                values.TryAdd(pair[..equals], WebUtility.UrlDecode(pair[(equals + 1)..]).Trim());
            }
        }

        // Templates leave HTML entities in; some cut a character in two (U+FFFD), then the page's own text is better.
        string? Value(string key) =>
            values.TryGetValue(key, out var value) && value.Length > 0 && !value.Contains('\uFFFD', StringComparison.Ordinal)
                ? string.Join(' ', WebUtility.HtmlDecode(value).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                : null;

        // "rft.btitle" is the container of "rft.atitle" in a chapter or an encyclopedia's entry, else the title itself.
        var (article, book) = (Value("rft.atitle"), Value("rft.btitle"));
        return new Coins(
            article ?? book ?? Value("rft.title"),
            Value("rft.pub") ?? Value("rft.jtitle") ?? (article is null ? null : book),
            Value("rft_val_fmt")?.EndsWith(":book", StringComparison.Ordinal) == true);
    }
}
