using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Refwatch.Verdicts;

/// <summary>
/// An address of a page's kind that nobody ever published. All that may name the document is changed, not the last part
/// alone: many sites go by the number in "/991/the-title" or "?id=991" and ignore the rest.
/// </summary>
internal static class SiblingAddress
{
    private const int Letters = 14;
    private const int Digits = 8;

    /// <summary>Fewer digits are a language's version, a month or a page of a list.</summary>
    private const int DigitsOfAName = 3;

    private const int LettersOfAKey = 6;

    /// <summary>The same page and day give the same address, so that a check that was killed and repeated asks the same. Null for a front page.</summary>
    public static Uri? Of(Uri page, DateOnly day)
    {
        var noise = SHA512.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{page.AbsoluteUri} {day:O}")));
        var query = OtherQuery(page, noise, ofScript: Addresses.IsScript(page));
        if (query is null && Addresses.IsHome(page))
        {
            return null;
        }

        var path = query is not null && Addresses.IsScript(page) ? page.AbsolutePath : OtherPath(page, noise);
        return path is null ? null : new UriBuilder(page) { Path = path, Query = query ?? page.Query, Fragment = "" }.Uri;
    }

    /// <summary>The last part, and numbers and keys before it, are others.</summary>
    private static string? OtherPath(Uri page, byte[] noise)
    {
        var parts = page.AbsolutePath.Split('/').Select(Uri.UnescapeDataString).ToArray();
        var last = Array.FindLastIndex(parts, static part => part.Length > 0);
        for (var i = 0; i <= last; i++)
        {
            if (i == last)
            {
                var extension = Path.GetExtension(parts[i]);
                extension = extension.Length is > 1 and <= 6 && extension.Skip(1).All(char.IsAsciiLetterOrDigit) ? extension : "";
                parts[i] = Other(parts[i][..^extension.Length], noise, i) + extension;
            }
            else if (IsNumber(parts[i]) || IsKey(parts[i]))
            {
                parts[i] = Other(parts[i], noise, i);
            }
        }

        return last < 0 ? null : string.Join('/', parts);
    }

    /// <summary>The values with numbers are others; of a script without any, the longest. Null when none names a document.</summary>
    private static string? OtherQuery(Uri page, byte[] noise, bool ofScript)
    {
        var pairs = page.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries);
        var naming = Enumerable.Range(0, pairs.Length).Where(i => Addresses.NamesDocument(pairs[i]) && ValueOf(pairs[i]).Any(char.IsAsciiDigit)).ToList();
        if (naming.Count == 0 && ofScript)
        {
            naming = [.. Enumerable.Range(0, pairs.Length).Where(i => Addresses.NamesDocument(pairs[i]) && ValueOf(pairs[i]).Length > 0).OrderByDescending(i => ValueOf(pairs[i]).Length).Take(1)];
        }

        foreach (var i in naming)
        {
            var value = ValueOf(pairs[i]);
            pairs[i] = pairs[i][..^value.Length] + Other(Uri.UnescapeDataString(value), noise, i);
        }

        return naming.Count == 0 ? null : string.Join('&', pairs);
    }

    private static string ValueOf(string pair) => pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..];

    /// <summary>A number stays a number, letters stay letters, and what stands between them stands: a site's router tells them apart.</summary>
    private static string Other(string name, byte[] noise, int salt)
    {
        var text = new StringBuilder();
        var at = salt * 5;
        char Next(char first, int range) => (char)(first + (noise[at++ % noise.Length] % range));
        for (var i = 0; i < name.Length && text.Length < 80;)
        {
            var start = i;
            if (char.IsAsciiDigit(name[i]))
            {
                while (i < name.Length && char.IsAsciiDigit(name[i]))
                {
                    i++;
                }

                text.Append('9');
                for (var n = 0; n < Math.Max(Digits, i - start - 1) && n < 20; n++)
                {
                    text.Append(Next('0', 10));
                }
            }
            else if (char.IsLetter(name[i]))
            {
                while (i < name.Length && char.IsLetter(name[i]))
                {
                    i++;
                }

                var count = text.ToString().Any(char.IsLetter) ? Math.Min(i - start, Letters) : Letters;
                for (var n = 0; n < count; n++)
                {
                    text.Append(Next('a', 26));
                }
            }
            else if (name[i++] is '-' or '_' or '.' or ',' or '~' or '+' or ':')
            {
                text.Append(name[start]);
            }
        }

        return text.Length > 0 ? text.ToString() : string.Concat(Enumerable.Range(0, Letters).Select(_ => Next('a', 26)));
    }

    /// <summary>A number that is no date.</summary>
    private static bool IsNumber(string part) => part.Length >= DigitsOfAName && part.All(char.IsAsciiDigit) && !IsDate(part);

    /// <summary>"c4nl84kz5" in "/c4nl84kz5/the-title": letters go on after a digit, other than in "euro2020" or "covid19", which are names of sections.</summary>
    private static bool IsKey(string part) =>
        part.Length >= LettersOfAKey && part.All(char.IsAsciiLetterOrDigit) && part.SkipWhile(static c => !char.IsAsciiDigit(c)).Any(char.IsAsciiLetter);

    /// <summary>"2019", "201905" or "20190503": a folder of the archive, which stays.</summary>
    private static bool IsDate(string digits) =>
        digits.Length is 4 or 6 or 8 && (digits.StartsWith("19", StringComparison.Ordinal) || digits.StartsWith("20", StringComparison.Ordinal));
}
