namespace Refwatch.Cli.Demo;

/// <summary>The machine's clock, some days on: the demo shows in seconds what takes days.</summary>
internal sealed class DemoClock : TimeProvider
{
    private TimeSpan _ahead;

    public void PassDay() => _ahead += TimeSpan.FromDays(1) + TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _ahead;
}
