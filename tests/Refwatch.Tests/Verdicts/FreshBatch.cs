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

    public IReadOnlyList<JudgedCase> Judge() =>
        [.. Scenario.NamesIn(Folder).Select(name => new JudgedCase(name, JudgedCase.Expected(name), Scenario.Read(Folder, name).Judge()))];

    /// <summary>What the judge said when it saw the cases for the first time: case and verdict.</summary>
    public IReadOnlyList<(string Name, VerdictKind Said)> FirstRun()
    {
        if (!File.Exists(FirstRunFile))
        {
            File.WriteAllLines(FirstRunFile, Judge().Select(static judged => $"{judged.Name}\t{judged.Verdict.Kind}"));
        }

        return [.. File.ReadLines(FirstRunFile).Select(static line => line.Split('\t')).Select(static cells => (cells[0], Enum.Parse<VerdictKind>(cells[1])))];
    }
}

/// <summary>A labelled case and what the judge says of it.</summary>
internal sealed record JudgedCase(string Name, VerdictKind Label, Verdict Verdict)
{
    /// <summary>The folder above a case names the expected verdict.</summary>
    public static VerdictKind Expected(string name) => Enum.Parse<VerdictKind>(name.Split('/')[0]);
}
