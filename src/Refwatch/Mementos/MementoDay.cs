using System.Globalization;
using Refwatch.Citing;

namespace Refwatch.Mementos;

/// <summary>The days on which editors read a page, as its references say.</summary>
internal static class MementoDay
{
    /// <summary>Each day costs a memento; articles that are kept up to date name many.</summary>
    private const int MaxDays = 4;

    /// <summary>The Wayback Machine's first captures.</summary>
    private static readonly DateTimeOffset FirstMementos = new(1996, 5, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The days of a page's citations, the most cited first where there are too many, in order of time.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<Citation> citations, DateTimeOffset now) =>
    [
        .. citations.Select(DayOf).OfType<string>()
            .Where(day => TimeOf(day) is { } time && time >= FirstMementos && time <= now.AddDays(1))
            .CountBy(static day => day, StringComparer.Ordinal)
            .OrderByDescending(static day => day.Value).ThenBy(static day => day.Key, StringComparer.Ordinal)
            .Take(MaxDays)
            .Select(static day => day.Key).Order(StringComparer.Ordinal),
    ];

    /// <summary>The day on which the editor read the page, or that of the copy that the editor linked.</summary>
    public static string? DayOf(Citation citation) => citation.AccessDate ?? citation.ArchiveDate;

    /// <summary>Noon of a day, the middle of a month; null when it is neither.</summary>
    public static DateTimeOffset? TimeOf(string day)
    {
        var exact = day.Length == 7 ? $"{day}-15" : day;
        return DateTime.TryParseExact(exact, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? new DateTimeOffset(date.AddHours(12), TimeSpan.Zero)
            : null;
    }
}
