namespace Refwatch.Repairing;

/// <summary>Save Page Now's error codes ("SPN2 Public API", section "Error codes"), in words.</summary>
internal static class SaveErrors
{
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["error:blocked"] = "the page's server blocks the archive",
        ["error:blocked-url"] = "the archive does not capture this address",
        ["error:invalid-host-resolution"] = "the archive could not resolve the page's host",
        ["error:invalid-url-syntax"] = "the archive takes the address for none",
        ["error:no-access"] = "the page's server refuses the archive (403)",
        ["error:not-found"] = "the archive found no such page (404)",
        ["error:unauthorized"] = "the page asks for a login (401)",
        ["error:max-daily-bandwidth"] = "your account's 5 GB of today are used up: go on tomorrow",
        ["error:too-many-daily-captures"] = "this page was captured as often as allowed today",
        ["error:too-many-requests"] = "the page's server wants fewer requests from the archive (429)",
        ["error:too-many-redirects"] = "the page redirects too often",
        ["error:user-session-limit"] = "your account has as many captures under way as allowed",
        ["error:browsing-timeout"] = "the page did not load in time",
        ["error:soft-time-limit-exceeded"] = "the page did not load in time",
        ["error:read-timeout"] = "the page's server did not answer in time",
        ["error:gateway-timeout"] = "the page's server did not answer in time",
    };

    private static readonly HashSet<string> Passing = new(StringComparer.Ordinal)
    {
        "error:user-session-limit", "error:cannot-fetch", "error:celery", "error:no-browsers-available", "error:job-failed",
        "error:internal-server-error", "error:proxy-error", "error:capture-location-error", "error:service-unavailable", "error:bad-gateway",
    };

    public static string Explain(string code, string? message) =>
        Known.TryGetValue(code, out var known) ? known : message is { Length: > 0 } ? $"{message} ({code})" : code;

    /// <summary>The archive's own trouble: the same request may fare better in a minute.</summary>
    public static bool MayPass(string code) => Passing.Contains(code);
}
