using Refwatch.Watching;

namespace Refwatch;

/// <summary>A page that a person wants checked now.</summary>
/// <param name="Url">The page.</param>
/// <param name="Subscription">The list or article on whose behalf; null when its subscriptions stand as they are.</param>
public sealed record Demand(Uri Url, Subscription? Subscription);
