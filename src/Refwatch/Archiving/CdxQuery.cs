using System.Globalization;

namespace Refwatch.Archiving;

/// <summary>
/// A question to a CDX server, in the parameters of the Wayback Machine's ("Wayback CDX Server API") and of pywb's. What
/// is not known is ignored, as they do.
/// </summary>
public sealed record CdxQuery
{
    /// <summary>The last so many are kept in memory.</summary>
    private const int MaxLast = 100_000;

    public required string Url { get; init; }

    public CdxMatch Match { get; init; }

    /// <summary>14 digits, inclusive.</summary>
    public string From { get; init; } = CdxjHistory.Beginning;

    /// <summary>14 digits, inclusive.</summary>
    public string To { get; init; } = CdxjHistory.End;

    public IReadOnlyList<CdxFilter> Filters { get; init; } = [];

    public IReadOnlyList<CdxCollapse> Collapses { get; init; } = [];

    /// <summary>The first so many; negative: the last so many; null: all.</summary>
    public int? Limit { get; init; }

    /// <summary>Captures to leave out at the beginning.</summary>
    public int Offset { get; init; }

    public CdxSort Sort { get; init; }

    /// <summary>The time that <see cref="CdxSort.Closest"/> sorts by.</summary>
    public DateTimeOffset Closest { get; init; }

    public IReadOnlyList<CdxField> Fields { get; init; } = CdxField.Classic;

    public CdxOutput Output { get; init; }

    public bool ShowResumeKey { get; init; }

    /// <summary>Go on behind this line.</summary>
    public CdxjLine? Resume { get; init; }

    public bool ResolveRevisits { get; init; }

    /// <summary>Reads the parameters of a request.</summary>
    /// <param name="parameters">Names and values; a name may come several times.</param>
    /// <param name="error">What is wrong with them, for the one who asks; null when nothing is.</param>
    public static CdxQuery? TryParse(ILookup<string, string> parameters, out string? error)
    {
        error = null;
        if (Last("url") is not { } given || given.Trim('*').Length == 0)
        {
            return Fail("url is missing: the page to search for, e.g. url=example.org/page, url=example.org/* or url=*.example.org.", out error);
        }

        var (url, match) = MatchOf(given, Last("matchType"));
        var (limit, offset) = (Number("limit"), Number("offset"));
        var closest = Last("closest") is { } time ? CdxjLine.ParseTimestamp(time) : null;
        var sort = Last("sort") switch { null or "" when closest is not null => CdxSort.Closest, null or "" => CdxSort.Ascending, var text => SortOf(text) };
        var resume = Last("resumeKey") is { Length: > 0 } key ? CdxResumeKey.Parse(key) : null;
        if (match is null)
        {
            return Fail("matchType is exact, prefix, host or domain.", out error);
        }

        if ((limit is null or 0 && Last("limit") is not null) || limit < -MaxLast || (offset is null or < 0 && Last("offset") is not null))
        {
            return Fail($"limit is a whole number other than 0 (negative: the last so many, {MaxLast} at most), offset one that is not negative.", out error);
        }

        if (sort is null || (sort is CdxSort.Closest && closest is null) || (Last("closest") is not null && closest is null))
        {
            return Fail("sort is reverse or closest, the latter with closest=TIMESTAMP of 4 to 14 digits.", out error);
        }

        if (sort is not CdxSort.Ascending && (match is not CdxMatch.Exact || limit < 0 || resume is not null))
        {
            return Fail("sort goes with one URL (matchType=exact), without a negative limit or a resumeKey.", out error);
        }

        if (Last("resumeKey") is { Length: > 0 } && resume is null)
        {
            return Fail("resumeKey is none that this server gave.", out error);
        }

        if (Bound("from", '0') is not { } from || Bound("to", '9') is not { } to)
        {
            return Fail("from and to are 1 to 14 digits, yyyyMMddHHmmss in UTC.", out error);
        }

        var fields = (Last("fl") ?? Last("fields"))?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(CdxField.Find).ToList();
        if (fields is not null && (fields.Count == 0 || fields.Contains(null)))
        {
            return Fail($"fl is a list of {string.Join(", ", CdxField.Names)}.", out error);
        }

        var collapses = parameters["collapse"].Select(CdxCollapse.TryParse).ToList();
        if (collapses.Contains(null))
        {
            return Fail($"collapse is FIELD or FIELD:N with a field of {string.Join(", ", CdxField.Names)}.", out error);
        }

        var filters = new List<CdxFilter>();
        foreach (var text in parameters["filter"])
        {
            if (CdxFilter.TryParse(text, out error) is not { } filter)
            {
                return null;
            }

            filters.Add(filter);
        }

        return new CdxQuery
        {
            Url = url,
            Match = match.Value,
            From = from,
            To = to,
            Filters = filters,
            Collapses = collapses!,
            Limit = limit,
            Offset = offset ?? 0,
            Sort = sort.Value,
            Closest = closest ?? default,
            Fields = [.. fields?.OfType<CdxField>() ?? CdxField.Classic, .. IsSet("resolveRevisits") ? CdxField.OfOriginal : []],
            Output = Last("output") switch { "json" => CdxOutput.Json, "cdxj" => CdxOutput.Cdxj, _ => CdxOutput.Text },
            ShowResumeKey = IsSet("showResumeKey"),
            Resume = resume,
            ResolveRevisits = IsSet("resolveRevisits"),
        };

        string? Last(string name) => parameters[name].LastOrDefault();
        bool IsSet(string name) => Last(name) is "true" or "1";
        int? Number(string name) => int.TryParse(Last(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
        string? Bound(string name, char padding) => (Last(name) ?? "") is var digits && digits.Length <= 14 && digits.All(char.IsAsciiDigit) ? digits.PadRight(14, padding) : null;
    }

    private static CdxQuery? Fail(string message, out string? error)
    {
        error = message;
        return null;
    }

    /// <summary>"*.example.org" asks for a domain, "example.org/path*" for a prefix, as both servers read them.</summary>
    private static (string Url, CdxMatch? Match) MatchOf(string url, string? matchType) => (matchType ?? "") switch
    {
        "" when url.StartsWith("*.", StringComparison.Ordinal) => (url[2..].TrimEnd('*'), CdxMatch.Domain),
        "" when url.EndsWith('*') => (url[..^1], CdxMatch.Prefix),
        "" or "exact" => (url, CdxMatch.Exact),
        "prefix" => (url.TrimEnd('*'), CdxMatch.Prefix),
        "host" => (url, CdxMatch.Host),
        "domain" => (url.StartsWith("*.", StringComparison.Ordinal) ? url[2..] : url, CdxMatch.Domain),
        _ => (url, null),
    };

    private static CdxSort? SortOf(string text) => text switch
    {
        "reverse" => CdxSort.Reverse,
        "closest" => CdxSort.Closest,
        "default" or "ascending" => CdxSort.Ascending,
        _ => null,
    };
}

public enum CdxMatch
{
    /// <summary>One URL key: scheme, "www.", letter case and the order of the query do not count.</summary>
    Exact,

    /// <summary>URL keys that begin with this one.</summary>
    Prefix,

    /// <summary>One host.</summary>
    Host,

    /// <summary>A host and all below it.</summary>
    Domain,
}

public enum CdxSort
{
    Ascending,
    Reverse,
    Closest,
}

public enum CdxOutput
{
    Text,

    /// <summary>An array of arrays, the first with the fields' names.</summary>
    Json,

    /// <summary>Index lines as they are.</summary>
    Cdxj,
}
