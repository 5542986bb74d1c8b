namespace Refwatch.Archiving.Custody;

/// <summary>What is held at a moment: neither a takedown nor a retention rule may touch it.</summary>
public sealed class LegalHolds
{
    private readonly Dictionary<string, Act> _held = new(StringComparer.Ordinal);

    private LegalHolds()
    {
    }

    /// <summary>Reads the holds in force.</summary>
    public static async Task<LegalHolds> ReadAsync(Journal journal, CancellationToken cancellationToken)
    {
        var holds = new LegalHolds();
        await foreach (var act in journal.ActsAsync(cancellationToken, ActKind.Held, ActKind.Released))
        {
            if (act.Kind is ActKind.Held)
            {
                holds._held[SubjectOf(act)] = act;
            }
            else if (act.Kind is ActKind.Released)
            {
                holds._held.Remove(SubjectOf(act));
            }
        }

        return holds;
    }

    /// <summary>All holds in force.</summary>
    public IReadOnlyCollection<Act> All => _held.Values;

    /// <summary>The hold that covers a capture; null when none does.</summary>
    /// <param name="blob">The capture's blob.</param>
    /// <param name="urls">The URLs that it answers for: the watched one, and those of its records.</param>
    public Act? On(string blob, IEnumerable<string> urls) =>
        _held.GetValueOrDefault(blob) ?? urls.Select(url => _held.GetValueOrDefault(Surt.ExactKeyOf(url))).FirstOrDefault(static act => act is not null);

    /// <summary>The hold on exactly this URL or blob; null when there is none.</summary>
    public Act? On(Act subject) => _held.GetValueOrDefault(SubjectOf(subject));

    // A key has a ")" and a blob's name has none: the two can't be taken for each other.
    private static string SubjectOf(Act act) => act.Blob ?? Surt.ExactKeyOf(act.Url ?? "");
}
