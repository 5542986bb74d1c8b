namespace Refwatch.Cli.Demo;

/// <summary>What happens to one page of the demo's web on the second day.</summary>
/// <param name="Page">The page.</param>
/// <param name="What">In a few words, for people.</param>
/// <param name="Expectation">What a maintainer should get.</param>
internal sealed record DemoChange(Uri Page, string What, DemoExpectation Expectation);

internal enum DemoExpectation
{
    /// <summary>Noise: not even a changed claim in the report.</summary>
    Nothing,

    /// <summary>Another verdict in the report, but no alert.</summary>
    Note,

    /// <summary>An alert after it was seen in separate visits over days.</summary>
    AlertOnceConfirmed,

    /// <summary>An alert at once.</summary>
    Alert,
}
