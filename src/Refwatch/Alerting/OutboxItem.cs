namespace Refwatch.Alerting;

/// <summary>An alert on its way, the blob outbox/{id}.</summary>
internal sealed record OutboxItem
{
    public const int CurrentVersion = 1;

    public int SchemaVersion { get; init; } = CurrentVersion;

    public required Alert Alert { get; init; }

    /// <summary>The trace of the check that raised it (W3C Trace Context), which its delivery goes on with.</summary>
    public string? TraceParent { get; init; }

    /// <summary>The channels that have it, and since when: a failing webhook must not repeat the mail.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> Served { get; init; } = new Dictionary<string, DateTimeOffset>();

    /// <summary>Runs that tried and failed.</summary>
    public int Attempts { get; init; }

    /// <summary>No try before this time.</summary>
    public DateTimeOffset NotBefore { get; init; }

    /// <summary>Why the last run failed, a channel a line.</summary>
    public IReadOnlyList<string> LastErrors { get; init; } = [];

    /// <summary>The item after a run in which some channels failed: put off by 1, 2, 4 … minutes, at most 6 hours, or as a receiver asked.</summary>
    public OutboxItem PutOff(DateTimeOffset now, IReadOnlyDictionary<string, DeliveryFailure> failures)
    {
        var backOff = TimeSpan.FromMinutes(Math.Min(360, Math.Pow(2, Attempts)));
        var wished = failures.Values.Max(static failure => failure.RetryAfter) ?? TimeSpan.Zero;
        return this with
        {
            Attempts = Attempts + 1,
            NotBefore = now + TimeSpan.FromTicks(Math.Clamp(wished.Ticks, backOff.Ticks, TimeSpan.TicksPerDay)),
            LastErrors = [.. failures.Select(static failure => $"{failure.Key}: {failure.Value.Reason}")],
        };
    }
}

/// <summary>An alert that arrived, the blob sent/{id}. It is kept: a repeated event raises nothing again.</summary>
internal sealed record SentMark(string Id, string Page, DateTimeOffset Time, IReadOnlyDictionary<string, DateTimeOffset> Served)
{
    public int SchemaVersion { get; init; } = 1;
}
