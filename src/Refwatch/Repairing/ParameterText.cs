using System.Text;

namespace Refwatch.Repairing;

/// <summary>Text made fit to stand in a template's parameter.</summary>
public static class ParameterText
{
    /// <summary>An address with every character encoded that wikitext would read: | { } [ ] &lt; &gt; quotes, and ~~~, which is a signature.</summary>
    public static string OfUrl(Uri url)
    {
        var text = new StringBuilder();
        foreach (var character in url.AbsoluteUri)
        {
            text.Append(character is '|' or '{' or '}' or '[' or ']' or '<' or '>' or '"' or '\'' or '~' or ' ' ? $"%{(int)character:X2}" : $"{character}");
        }

        return text.ToString();
    }
}
