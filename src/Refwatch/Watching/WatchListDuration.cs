using System.Globalization;
using System.Text.RegularExpressions;

namespace Refwatch.Watching;

/// <summary>Spans of time as watch lists write them: a whole number and a unit, "30m", "6h", "1d"; a year ("y") is 365 days.</summary>
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
            "y" => TimeSpan.FromDays(365 * Math.Min(count, 10_000)),
            _ => TimeSpan.FromDays(7 * count),
        };
    }

    /// <summary>Reads the span of a key; null, and an error, when it is none or out of bounds.</summary>
    internal static TimeSpan? Read(WatchListYaml yaml, string key, string example, TimeSpan least, TimeSpan most)
    {
        var at = yaml.Here;
        if (yaml.Text($"'{key}'", $"\"{key}: {example}\"") is not { } text)
        {
            return null;
        }

        if (Parse(text) is not { } span)
        {
            yaml.Fail(at, $"'{WatchListYaml.Shortened(text)}' is no span of time", $"write a whole number and a unit (s, m, h, d, w, y), e.g. \"{key}: {example}\"");
            return null;
        }

        if (span < least || span > most)
        {
            yaml.Fail(at, $"'{key}' is {(span < least ? "shorter than" : "longer than")} allowed", $"write a span from {Spelled(least)} to {Spelled(most)}");
        }

        return span;
    }

    private static string Spelled(TimeSpan span) => span switch
    {
        { TotalDays: >= 1 } => $"{span.TotalDays}d",
        { TotalMinutes: >= 1 } => $"{span.TotalMinutes}m",
        _ => $"{span.TotalSeconds}s",
    };

    [GeneratedRegex("^(?<count>[0-9]{1,6}) ?(?<unit>ms|s|m|h|d|w|y)$", RegexOptions.NonBacktracking)]
    private static partial Regex Pattern();
}
