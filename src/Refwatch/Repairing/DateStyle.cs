using System.Globalization;
using System.Text.RegularExpressions;

namespace Refwatch.Repairing;

/// <summary>How an article writes the dates of its references.</summary>
internal sealed partial class DateStyle
{
    private const int MostDates = 500;

    private static readonly string[] RussianMonths =
        ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"];

    private static readonly DateStyle DayFirst = new("d MMMM yyyy");
    private static readonly DateStyle MonthFirst = new("MMMM d, yyyy");
    private static readonly DateStyle ShortDayFirst = new("d MMM yyyy");
    private static readonly DateStyle ShortMonthFirst = new("MMM d, yyyy");
    private static readonly DateStyle Russian = new("ru");

    private readonly string _format;

    private DateStyle(string format) => _format = format;

    /// <summary>ISO 8601, where nothing tells.</summary>
    public static DateStyle Iso { get; } = new("yyyy-MM-dd");

    public string Write(DateTimeOffset time) => this == Russian
        ? $"{time.UtcDateTime.Day} {RussianMonths[time.UtcDateTime.Month - 1]} {time.UtcDateTime.Year}"
        : time.UtcDateTime.ToString(_format, CultureInfo.InvariantCulture);

    /// <summary>Which order of day and month a template asks for: {{use dmy dates}}, {{use mdy dates}} and their redirects; null for any other.</summary>
    public static string? OrderOf(string template) => template switch
    {
        "use dmy dates" or "use dmy" or "usedmydates" or "usedmy" or "dmy" => "dmy",
        "use mdy dates" or "use mdy" or "usemdydates" or "usemdy" or "mdy" => "mdy",
        _ => null,
    };

    /// <summary>What {{use dmy dates}} or {{use mdy dates}} asks for; null when neither does.</summary>
    /// <param name="order">"dmy", "mdy" or null.</param>
    /// <param name="cs1Dates">Its |cs1-dates=: two letters, the second of which is for access and archive dates (l, s: long, short; y: ISO).</param>
    public static DateStyle? Asked(string? order, string? cs1Dates)
    {
        var length = cs1Dates is { Length: > 0 } ? cs1Dates[^1] : 'l';
        return (order, length) switch
        {
            (not null, 'y') => Iso,
            ("dmy", 's') => ShortDayFirst,
            ("dmy", _) => DayFirst,
            ("mdy", 's') => ShortMonthFirst,
            ("mdy", _) => MonthFirst,
            _ => null,
        };
    }

    /// <summary>How most of these dates are written; null when none is a date.</summary>
    public static DateStyle? MostOf(IEnumerable<string> dates) =>
        dates.Take(MostDates).Select(Of).OfType<DateStyle>().CountBy(static style => style).OrderByDescending(static count => count.Value).Select(static count => count.Key).FirstOrDefault();

    private static DateStyle? Of(string date) => Shape().Match(date) switch
    {
        { Success: false } => null,
        var shape when shape.Groups["iso"].Success => Iso,
        var shape when shape.Groups["month"].Value is var month && shape.Groups["mdy"].Success => month.Length == 3 && month != "May" ? ShortMonthFirst : MonthFirst,
        var shape when Array.IndexOf(RussianMonths, shape.Groups["month"].Value) >= 0 => Russian,
        var shape when !char.IsAsciiLetter(shape.Groups["month"].Value[0]) => null,
        var shape => shape.Groups["month"].Value is { Length: 3 } and not "May" ? ShortDayFirst : DayFirst,
    };

    [GeneratedRegex(
        @"^(?:(?<iso>\d{4}-\d\d-\d\d)|(?<dmy>\d{1,2}) (?<month>[A-Z][a-z]+|[а-я]+) \d{4}|(?<mdy>(?<month>[A-Z][a-z]+) \d{1,2}, \d{4}))$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Shape();
}
