using Refwatch.Fetching;

namespace Refwatch.Mementos;

/// <summary>How archives are asked: at the rates that the Wayback Machine states, once, and without leaving their host.</summary>
internal static class ServiceRequest
{
    /// <summary>The Wayback Machine allows 600 mementos a minute.</summary>
    private static readonly TimeSpan MementoPause = TimeSpan.FromMilliseconds(100);

    /// <summary>It allowed 30 searches of its index a minute; since 2025 clients report a limit of 24.</summary>
    private static readonly TimeSpan IndexPause = TimeSpan.FromSeconds(2.5);

    public static FetchRequest To(Uri url, HostManners manners) => new(url, manners)
    {
        LeastPause = MementoPause,
        IsTriedOnce = true,
        EnterHost = static (_, _) => Task.FromResult<HostAdmission?>(null),
    };

    public static FetchRequest ToIndex(Uri url, HostManners manners) => To(url, manners) with { LeastPause = IndexPause };
}
