using System.Globalization;
using System.Text.RegularExpressions;

namespace Refwatch.Watching;

/// <summary>Spans of time as watch lists write them: a whole number and a unit, "30m", "6h", "1d".</summary>
public static partial class WatchListDuration
{
    /// <summary>Null when the text is no such span.</summary>
    public static TimeSpan? Parse(string text)
    {
        var match = Pattern().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var count = int.Parse(match.Groups["count"].ValueSpan, CultureInfo.InvariantCulture);
        return match.Groups["unit"].Value switch
        {
            "ms" => TimeSpan.FromMilliseconds(count),
            "s" => TimeSpan.FromSeconds(count),
            "m" => TimeSpan.FromMinutes(count),
            "h" => TimeSpan.FromHours(count),
            "d" => TimeSpan.FromDays(count),
            _ => TimeSpan.FromDays(7 * count),
        };
    }

    [GeneratedRegex("^(?<count>[0-9]{1,6}) ?(?<unit>ms|s|m|h|d|w)$", RegexOptions.NonBacktracking)]
    private static partial Regex Pattern();
}
