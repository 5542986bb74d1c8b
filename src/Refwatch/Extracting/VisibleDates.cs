using System.Globalization;
using System.Text.RegularExpressions;

namespace Refwatch.Extracting;

/// <summary>Dates as pages write them for machines and for readers, in English, Russian and Kazakh.</summary>
internal static class VisibleDates
{
    private const int MostText = 200;

    /// <summary>The first letters of the months, nominative or genitive: "ноября", "қараша", "Sept."</summary>
    private static readonly string[][] Months =
    [
        ["jan", "янв", "қаң"], ["feb", "фев", "ақп"], ["mar", "мар", "нау"], ["apr", "апр", "сәу"],
        ["may", "май", "мая", "мам"], ["jun", "июн", "мау"],
        ["jul", "июл", "шіл"], ["aug", "авг", "там"], ["sep", "сен", "қыр"], ["oct", "окт", "қаз"],
        ["nov", "ноя", "қар"], ["dec", "дек", "жел"],
    ];

    private static readonly Regex Iso = Linear(
        @"(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})" +
        @"(?:[T ]+(?<h>\d{2}):(?<n>\d{2})(?::(?<s>\d{2}))?(?:\.\d+)?\s?(?<z>Z|[+-]\d{2}:?\d{2})?)?");
    private static readonly Regex DayMonthYear = Linear(
        @"(?:^|[^\d])(?<d>\d{1,2})(?:st|nd|rd|th)?\s(?:of\s)?(?<m>\p{L}{3,10})\.?,?\s(?<y>\d{4})" + Time);
    private static readonly Regex MonthDayYear = Linear(@"(?<m>\p{L}{3,10})\.?\s(?<d>\d{1,2})(?:st|nd|rd|th)?,?\s(?<y>\d{4})" + Time);
    private static readonly Regex YearDayMonth = Linear(
        @"(?<y>\d{4})\s?(?:жылғы|жылдың|жылы|жыл|ж\.|ж)?,?\s(?<d>\d{1,2})[\s-](?:ші|шы)?\s?(?<m>\p{L}{3,10})" + Time);
    private static readonly Regex Dotted = Linear(@"(?:^|[^\d.])(?<d>\d{1,2})\.(?<m>\d{1,2})\.(?<y>\d{4})" + Time);

    private const string Time =
        @"(?:\s?(?:г\.|года|ж\.)?,?\s?(?:в\s|at\s|-\s|\|\s|сағат\s)?" +
        @"(?<h>\d{1,2}):(?<n>\d{2})(?::(?<s>\d{2}))?(?:\s?(?<p>[AaPp])\.?[Mm])?)?";

    /// <summary>ISO 8601, as exact as the text says it; null when it holds no date.</summary>
    public static string? Find(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        if (text.Length > MostText) text = text[..MostText];
        return From(Iso, text) ?? From(DayMonthYear, text) ?? From(MonthDayYear, text) ?? From(YearDayMonth, text)
            ?? From(Dotted, text) ?? Rfc1123(text);
    }

    /// <summary>News sites put the day into the address: /2019/11/18/.</summary>
    public static string? InAddress(Uri url)
    {
        var match = Path.Match(url.AbsolutePath);
        return match.Success ? Format(match) : null;
    }

    private static readonly Regex Path = Linear(@"/(?<y>20\d{2}|19\d{2})[/-](?<m>\d{2})[/-](?<d>\d{2})(?:[/_-]|$)");

    private static string? From(Regex form, string text)
    {
        var match = form.Match(text);
        return match.Success ? Format(match) : null;
    }

    private static string? Format(Match match)
    {
        var month = MonthOf(match.Groups["m"].Value);
        if (month == 0 || !TryDay(match, month, out var day)) return null;
        var date = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (!match.Groups["h"].Success || !int.TryParse(match.Groups["h"].Value, out var hour)) return date;
        if (match.Groups["p"].Value is "p" or "P" && hour < 12) hour += 12;
        else if (match.Groups["p"].Value is "a" or "A" && hour == 12) hour = 0;
        if (hour > 23 || string.CompareOrdinal(match.Groups["n"].Value, "59") > 0) return date;
        var seconds = match.Groups["s"].Success ? match.Groups["s"].Value : "00";
        return string.Create(
            CultureInfo.InvariantCulture, $"{date}T{hour:00}:{match.Groups["n"].Value}:{seconds}{Zone(match.Groups["z"].Value)}");
    }

    private static bool TryDay(Match match, int month, out DateOnly day)
    {
        day = default;
        var year = int.Parse(match.Groups["y"].ValueSpan, CultureInfo.InvariantCulture);
        var number = int.Parse(match.Groups["d"].ValueSpan, CultureInfo.InvariantCulture);
        if (year is < 1900 or > 2100 || number < 1 || number > DateTime.DaysInMonth(year, month)) return false;
        day = new DateOnly(year, month, number);
        return true;
    }

    private static int MonthOf(string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number is >= 1 and <= 12 ? number : 0;
        return Array.FindIndex(Months, month => Array.Exists(month, prefix => text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))) + 1;
    }

    private static string Zone(string zone) => zone.Length == 5 ? $"{zone[..3]}:{zone[3..]}" : zone;

    private static string? Rfc1123(string text) =>
        DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time.ToString("yyyy-MM-ddTHH:mm:ssK", CultureInfo.InvariantCulture).Replace("+00:00", "Z", StringComparison.Ordinal)
            : null;

    private static Regex Linear(string pattern) =>
        new(pattern, RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
