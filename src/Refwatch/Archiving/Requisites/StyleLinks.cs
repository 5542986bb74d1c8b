using System.Text.RegularExpressions;

namespace Refwatch.Archiving.Requisites;

/// <summary>What a style sheet loads: "@import" and "url()" (CSS Syntax Module Level 3, section 4.3.6; CSS Cascade 4, section 2).</summary>
internal static partial class StyleLinks
{
    private const int MostCharacters = 2 * 1024 * 1024;

    public static IEnumerable<string> Of(string css)
    {
        foreach (Match match in Link().Matches(css.Length <= MostCharacters ? css : css[..MostCharacters]))
        {
            var link = match.Groups["link"].Value.Trim();
            if (link.Length > 0 && link[0] != '#')
            {
                yield return link;
            }
        }
    }

    [GeneratedRegex("""url\(\s*("(?<link>[^"\n]*)"|'(?<link>[^'\n]*)'|(?<link>[^"'()\s]+))\s*\)|@import\s+("(?<link>[^"\n]*)"|'(?<link>[^'\n]*)')""", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Link();
}
