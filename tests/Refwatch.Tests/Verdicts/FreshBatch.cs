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

    /// <summary>
    /// Its cases were all learned from. The fourth is of odd wordings, as many voices as its writers could think of, and stays a
    /// measure: what of it is found came from other cases. Of the fifth, in 37 languages, every other notice was learned from.
    /// </summary>
    public bool IsLearned => Name is not ("batch-4" or "batch-5");

    private string Folder => Path.Combine(Root, Name);

    private string FirstRunFile => Path.Combine(Folder, "first-run.tsv");

    /// <summary>Scenarios in folders, and notices in files, a file a language.</summary>
    public IEnumerable<(string Name, Func<Scenario> Read)> Cases
    {
        get
        {
            var folder = Folder;
            var scenarios = Scenario.NamesIn(folder).Select(name => (name, (Func<Scenario>)(() => Scenario.Read(folder, name))));
            var notices = Directory.EnumerateFiles(folder, "notices.*.tsv").Order(StringComparer.Ordinal).SelectMany(static file =>
                NoticeCase.Read(file).Select((notice, i) => ($"{notice.Label}/{Path.GetFileName(file).Split('.')[1]}-{i + 1}", (Func<Scenario>)(() => notice.OnPage()))));
            return scenarios.Concat(notices);
        }
    }

    /// <summary>
    /// Judges the cases on their own, or with a host that may be asked for a sibling address: one that has soft 404s gives
    /// the same for it, except where the page lives; a wall and trouble stand before its front page too.
    /// </summary>
    public IReadOnlyList<JudgedCase> Judge(SiblingHost host = SiblingHost.NotAsked) =>
        [.. Cases.Select(one => new JudgedCase(one.Name, JudgedCase.Expected(one.Name), one.Read().Judge(
            host is SiblingHost.GivesTheSame ? HostOf(JudgedCase.Expected(one.Name)) : host)))];

    private static SiblingHost HostOf(VerdictKind label) => label switch
    {
        VerdictKind.Soft404 or VerdictKind.Usurped or VerdictKind.Gone => SiblingHost.GivesTheSame,
        VerdictKind.Live or VerdictKind.Moved or VerdictKind.Paywalled => SiblingHost.GivesANotice,
        _ => SiblingHost.GivesTheSameEverywhere,
    };

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
