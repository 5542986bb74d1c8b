namespace Refwatch.Verdicts;

/// <summary>Signs for and against one verdict, weighed; each leaves a line that a person can check.</summary>
internal sealed class Tally
{
    /// <summary>So much weight decides; no single sign has it.</summary>
    private const double Decisive = 3.5;

    private readonly List<string> _evidence = [];

    public double Score { get; private set; }

    /// <summary>How many independent signs speak for it.</summary>
    public int Signs { get; private set; }

    /// <summary>At least two signs that outweigh what speaks against them.</summary>
    public bool Enough => Score >= Decisive && Signs >= 2;

    public IReadOnlyList<string> Evidence => _evidence;

    public void For(double weight, string evidence)
    {
        Score += weight;
        Signs++;
        _evidence.Add(evidence);
    }

    public void ForIf(bool holds, double weight, string evidence)
    {
        if (holds)
        {
            For(weight, evidence);
        }
    }

    public void AgainstIf(bool holds, double weight, string evidence)
    {
        if (holds)
        {
            Score -= weight;
            _evidence.Add("but " + evidence);
        }
    }

    /// <summary>Adds a line without weight.</summary>
    public void Note(string evidence) => _evidence.Add(evidence);

    /// <summary>The verdict with the signs as its evidence; more weight, more confidence.</summary>
    public Verdict ToVerdict(VerdictKind kind) => new(kind, Evidence, Math.Round(Math.Min(0.97, 0.5 + (0.08 * Score)), 2));
}
