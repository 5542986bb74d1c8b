using Refwatch.Verdicts;

namespace Refwatch.Tests.Verdicts;

/// <summary>
/// Cases that were written and labelled before the judge first saw them. What it said then is its honest figure
/// (<c>first-run.tsv</c> beside the cases, never written anew); what it says now is what was learned from them.
/// </summary>
internal sealed record FreshBatch(string Name)
{
    private static string Root { get; } = Path.Combine(DevelopmentData.Repository, "tests/Refwatch.Tests/Verdicts/Fresh/fixtures");

    /// <summary>The batches in the order in which they were written.</summary>
    public static IEnumerable<FreshBatch> All =>
        Directory.EnumerateDirectories(Root).Select(static folder => new FreshBatch(Path.GetFileName(folder))).OrderBy(static batch => batch.Name, StringComparer.Ordinal);

    private string Folder => Path.Combine(Root, Name);

    private string FirstRunFile => Path.Combine(Folder, "first-run.tsv");

    public IEnumerable<(string Name, Func<Scenario> Read)> Cases
    {
        get
        {
            var folder = Folder;
            return Scenario.NamesIn(folder).Select(name => (name, (Func<Scenario>)(() => Scenario.Read(folder, name))));
        }
    }

    /// <summary>
    /// Judges the cases on their own, or with a host that may be asked for a sibling address: one that has soft 404s gives
    /// the same for it, except where the page lives.
    /// </summary>
    public IReadOnlyList<JudgedCase> Judge(SiblingHost host = SiblingHost.NotAsked) =>
        [.. Scenario.NamesIn(Folder).Select(name => new JudgedCase(name, JudgedCase.Expected(name), Scenario.Read(Folder, name).Judge(
            host is SiblingHost.GivesTheSame && JudgedCase.Expected(name) is VerdictKind.Live or VerdictKind.Moved or VerdictKind.Paywalled ? SiblingHost.GivesANotice : host)))];

    /// <summary>
    /// What the judge said when it saw the cases for the first time: case, verdict, and since the third batch the verdict
    /// with a host of soft 404s.
    /// </summary>
    public IReadOnlyList<(string Name, VerdictKind Said, VerdictKind? Probed)> FirstRun()
    {
        if (!File.Exists(FirstRunFile))
        {
            File.WriteAllLines(FirstRunFile, Judge().Zip(Judge(SiblingHost.GivesTheSame), static (alone, probed) => $"{alone.Name}\t{alone.Verdict.Kind}\t{probed.Verdict.Kind}"));
        }

        return [.. File.ReadLines(FirstRunFile).Select(static line => line.Split('\t')).Select(static cells =>
            (cells[0], Enum.Parse<VerdictKind>(cells[1]), cells.Length > 2 ? Enum.Parse<VerdictKind>(cells[2]) : (VerdictKind?)null))];
    }
}

/// <summary>A labelled case and what the judge says of it.</summary>
internal sealed record JudgedCase(string Name, VerdictKind Label, Verdict Verdict)
{
    /// <summary>The folder above a case names the expected verdict.</summary>
    public static VerdictKind Expected(string name) => Enum.Parse<VerdictKind>(name.Split('/')[0]);
}
