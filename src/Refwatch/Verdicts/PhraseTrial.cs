namespace Refwatch.Verdicts;

/// <summary>
/// A measurement of the lexicon, for the thread that makes it: which phrases matched, and what the verdict is without some.
/// </summary>
internal sealed class PhraseTrial : IDisposable
{
    [ThreadStatic]
    private static PhraseTrial? s_running;

    private readonly IReadOnlySet<string> _withheld;

    /// <param name="withheld">Phrases that are taken for absent.</param>
    public PhraseTrial(IReadOnlySet<string> withheld) => (_withheld, s_running) = (withheld, this);

    /// <summary>The phrases that matched and were allowed.</summary>
    public HashSet<string> Used { get; } = new(StringComparer.Ordinal);

    public static bool Admits(string phrase) =>
        s_running is not { } trial || (!trial._withheld.Contains(phrase) && (trial.Used.Add(phrase) || true));

    public void Dispose() => s_running = null;
}
