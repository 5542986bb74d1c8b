namespace Refwatch.Repairing;

/// <summary>How the parameters for a page's status say it.</summary>
internal static class StatusWords
{
    public static string Cs1(UrlStatus status) => status switch
    {
        UrlStatus.Live => "live",
        UrlStatus.Usurped => "usurped",
        UrlStatus.Unfit => "unfit",
        UrlStatus.Deviated => "deviated",
        _ => "dead",
    };

    /// <summary>The word in that parameter; null when it has none for it.</summary>
    /// <param name="parameter">"url-status", "dead-url", "deadurl" or "deadlink".</param>
    /// <param name="status">What it should say.</param>
    public static string? Of(string parameter, UrlStatus status) => (parameter, status) switch
    {
        ("url-status", _) => Cs1(status),
        (_, UrlStatus.Live) => "no",
        ("deadlink" or "мёртвая ссылка", _) or (_, UrlStatus.Dead) => "yes",
        (_, UrlStatus.Usurped or UrlStatus.Unfit) => Cs1(status),
        _ => null,
    };
}
