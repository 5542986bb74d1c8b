using System.Text.RegularExpressions;

namespace Refwatch.Citing;

/// <summary>Dates as citation templates print them, in English, Russian and Kazakh.</summary>
internal static partial class CiteDate
{
    // Stems: Russian and Kazakh months stand in several cases ("февраля", "феврале"; "ақпан", "ақпанда").
    private static readonly string[][] MonthStems =
    [
        ["jan", "янв", "қаңтар"], ["feb", "фев", "ақпан"], ["mar", "мар", "наурыз"], ["apr", "апр", "сәуір"],
        ["may", "мая", "май", "мамыр"], ["jun", "июн", "маусым"], ["jul", "июл", "шілде"], ["aug", "авг", "тамыз"],
        ["sep", "сен", "қыркүйек"], ["oct", "окт", "қазан"], ["nov", "ноя", "қараша"], ["dec", "дек", "желтоқсан"],
    ];

    /// <summary>The first date in a text as ISO 8601, "2024-07-22" or "2024-07" when no day is given; null when there is none.</summary>
    public static string? FirstIn(string text)
    {
        foreach (Match match in AnyDate().Matches(text))
        {
            if (Iso(match) is { } date)
                return date;
        }

        return null;
    }

    /// <summary>Whether a text says a date and nothing else that matters ("12 февраля 2022 года", "March 5, 1960", "2010").</summary>
    public static bool IsAll(string text) => BareYear().IsMatch(text) || (FirstIn(text) is not null && AnyDate().Replace(text, "", 1).Trim().Length < 7);

    private static string? Iso(Match match)
    {
        var year = int.Parse(match.Groups["y"].Value);
        var monthText = match.Groups["m"].Value;
        var month = char.IsAsciiDigit(monthText[0]) ? int.Parse(monthText) : MonthOf(monthText);
        if (month is < 1 or > 12 || year < 1)
            return null;

        if (match.Groups["d"] is not { Success: true } dayGroup)
            return $"{year:D4}-{month:D2}";

        var day = int.Parse(dayGroup.Value);
        return day >= 1 && day <= DateTime.DaysInMonth(year, month) ? $"{year:D4}-{month:D2}-{day:D2}" : null;
    }

    private static int MonthOf(string word) =>
        Array.FindIndex(MonthStems, stems => stems.Any(stem => word.StartsWith(stem, StringComparison.OrdinalIgnoreCase))) + 1;

    private const string Month =
        "(?<m>(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
        + "|янв(?:ар[ьяе])?|фев(?:рал[ьяе])?|мар(?:та?|те)?|апр(?:ел[ьяе])?|ма[йяе]|июн[ьяе]|июл[ьяе]|авг(?:уста?|усте)?|сент?(?:ябр[ьяе])?|окт(?:ябр[ьяе])?|ноя(?:бр[ьяе])?|дек(?:абр[ьяе])?"
        + "|(?:қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан)\\p{L}{0,5})\\b\\.?)";

    [GeneratedRegex(
        @"\b(?<y>\d{4})-(?<m>\d{1,2})-(?<d>\d{1,2})\b"
        + @"|\b(?<d>\d{1,2})\.(?<m>\d{1,2})\.(?<y>\d{4})\b"
        + @"|\b(?<d>\d{1,2})(?:st|nd|rd|th)?\s+" + Month + @",?\s+(?<y>\d{4})\b"
        + @"|\b(?<y>\d{4})\s*(?:жыл\p{L}{0,4}|ж\.|г\.)?,?\s+(?<d>\d{1,2})\s+" + Month
        + @"|\b" + Month + @"\s+(?<d>\d{1,2}),?\s+(?<y>\d{4})\b"
        + @"|\b" + Month + @",?\s+(?<y>\d{4})\b",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex AnyDate();

    [GeneratedRegex(@"^\W*\d{4}\W*(?:г|года|ж|жыл|жылы)?\W*$", RegexOptions.NonBacktracking)]
    private static partial Regex BareYear();
}
