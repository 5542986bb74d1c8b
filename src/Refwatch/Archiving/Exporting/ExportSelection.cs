namespace Refwatch.Archiving.Exporting;

/// <summary>Which captures an export holds. Articles, URLs and hosts add up; without any of them it is the whole archive.</summary>
public sealed record ExportSelection
{
    /// <summary>Articles, with the pages that they cited when they were last read.</summary>
    public IReadOnlyList<Uri> Articles { get; init; } = [];

    /// <summary>Pages by URL: captures of them, and of pages that redirected to them.</summary>
    public IReadOnlyList<Uri> Urls { get; init; } = [];

    /// <summary>Host names; their subdomains are hosts of their own.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>The earliest time, UTC: 4 to 14 digits of yyyyMMddHHmmss.</summary>
    public string? From { get; init; }

    /// <summary>The latest time, to its last moment: "2026" is the whole year.</summary>
    public string? To { get; init; }

    public bool IsOfPages => Articles.Count > 0 || Urls.Count > 0;

    /// <summary>A capture's name begins with its time.</summary>
    internal bool HoldsTimeOf(string blob)
    {
        var time = blob.AsSpan(blob.LastIndexOf('/') + 1);
        return (From is null || time.CompareTo(From, StringComparison.Ordinal) >= 0)
            && (To is null || time[..Math.Min(To.Length, time.Length)].CompareTo(To, StringComparison.Ordinal) <= 0);
    }
}
