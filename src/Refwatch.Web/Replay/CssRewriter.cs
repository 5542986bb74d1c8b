using System.Text.RegularExpressions;

namespace Refwatch.Web.Replay;

/// <summary>Leads the URLs of a style sheet to mementos (CSS Syntax, url() and @import). What it misses, the policy of the page refuses to load.</summary>
internal static partial class CssRewriter
{
    public static string Rewrite(string css, Uri baseUrl, MementoAddresses addresses)
    {
        css = Urls().Replace(css, match => $"url(\"{Lead(match.Groups["url"].Value)}\")");
        return Imports().Replace(css, match => $"@import \"{Lead(match.Groups["url"].Value)}\"");

        string? Lead(string text) => Unescape(text) is var url && url.StartsWith('#') ? url.Replace("\"", "%22") : addresses.Resource(url, baseUrl);
    }

    // CSS Syntax, section 4.3.7: one to six hex digits and a white space, or the character itself.
    private static string Unescape(string text) => Escapes().Replace(text.Trim(), static match =>
        match.Groups["hex"] is { Success: true, Value: var hex }
            ? Convert.ToInt32(hex, 16) is var code && code is > 0 and <= 0x10FFFF and not (>= 0xD800 and <= 0xDFFF) ? char.ConvertFromUtf32(code) : "\uFFFD"
            : match.Value[1..]);

    [GeneratedRegex("""url\(\s*(?:"(?<url>(?:[^"\\\n]|\\.)*)"|'(?<url>(?:[^'\\\n]|\\.)*)'|(?<url>(?:[^"'()\s\\]|\\.)*))\s*\)""",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Urls();

    [GeneratedRegex("""@import\s+(?:"(?<url>(?:[^"\\\n]|\\.)*)"|'(?<url>(?:[^'\\\n]|\\.)*)')""",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Imports();

    [GeneratedRegex(@"\\(?:(?<hex>[0-9A-Fa-f]{1,6})\s?|.)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Escapes();
}
