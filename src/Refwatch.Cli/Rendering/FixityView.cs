using Refwatch.Alerting;
using Refwatch.Archiving.Fixity;

namespace Refwatch.Cli.Rendering;

/// <summary>What a verification found, on standard output: each problem as it is found, the sum at the end.</summary>
internal sealed class FixityView(bool isJson)
{
    public void Show(FixityProblem problem)
    {
        if (isJson)
        {
            Console.WriteLine(JsonLines.Problem(problem));
            return;
        }

        var place = problem.Offset is { } offset ? $"{problem.Blob} at byte {offset}" : problem.Blob;
        Console.WriteLine($"{Name(problem.Kind)}: {Clean(place)}\n  {Clean(problem.Detail)}\n  → {Name(problem.Remedy)}");
    }

    public void Show(FixityReport report)
    {
        if (isJson)
        {
            Console.WriteLine(JsonLines.Summary(report));
            return;
        }

        var bytes = report.Bytes < 10_000_000 ? $"{report.Bytes / 1000.0:0.#} kB" : $"{report.Bytes / 1_000_000.0:0.#} MB";
        Console.WriteLine($"captures   {report.Captures} ({report.Records} records, {bytes}), {report.Tombstones} taken down, {report.Acts} acts in the journal");
        Console.WriteLine($"indexes    {report.IndexLines} lines, {report.Payloads} payloads");
        Console.WriteLine($"manifests  {report.Manifests}{Sealed(report)}");
        if (report.Head is { } head)
        {
            Console.WriteLine($"head       {head.Position} of {head.Day}, {report.HeadDigest}");
        }

        if (report.Unnamed > 0)
        {
            Console.WriteLine($"not named  {report.Unnamed} blobs are in no manifest yet: nothing but their own digests speaks for them");
        }

        if (report.NamedLate > 0)
        {
            Console.WriteLine($"named late {report.NamedLate} captures were named over two days after they were made: imports, or a chain begun anew");
        }

        foreach (var import in report.UnfinishedImports)
        {
            Console.WriteLine($"unfinished {Clean(import.Reason)} on {import.Time:yyyy-MM-dd} ({import.FileDigest}) and not ended: import it again");
        }

        Console.WriteLine(report.IsSound ? "sound" : $"{Count(report.Problems.Values.Sum())}: {string.Join(", ", report.Problems.Select(static kind => $"{kind.Value} {Name(kind.Key)}"))}");
    }

    private static string Count(int problems) => problems == 1 ? "1 problem" : $"{problems} problems";

    private static string Sealed(FixityReport report) => (report.Signed, report.Stamped) switch
    {
        (null, null) => report.Manifests == 0 ? "" : "; their seals were not checked (--key, --tsa-cert)",
        ({ } signed, null) => $", {signed} signed by a key that was given",
        (null, { } stamped) => $", {stamped} time-stamped by an authority that was given",
        ({ } signed, { } stamped) => $", {signed} signed and {stamped} time-stamped by those that were given",
    };

    private static string Name(FixityKind kind) => kind switch
    {
        FixityKind.DamagedRecord => "damaged record",
        FixityKind.WrongDigest => "not the blob that was named",
        FixityKind.MissingBlob => "missing blob",
        FixityKind.UnknownBlob => "unknown blob",
        FixityKind.LostOriginal => "revisit without its original",
        FixityKind.NotIndexed => "not indexed",
        FixityKind.WrongIndexLine => "wrong index line",
        FixityKind.DanglingIndexLine => "index line that leads nowhere",
        FixityKind.WrongPayloadEntry => "wrong payload entry",
        FixityKind.MissingPayloadEntry => "payloads not listed",
        FixityKind.DamagedManifest => "damaged manifest",
        FixityKind.BrokenChain => "broken chain",
        FixityKind.Unsealed => "not sealed",
        FixityKind.WrongSeal => "wrong seal",
        FixityKind.MissingHead => "missing manifest",
        FixityKind.UnfinishedTakedown => "unfinished takedown",
        FixityKind.WrongTombstone => "wrong tombstone",
        FixityKind.DamagedJournal => "damaged journal",
        _ => kind.ToString(),
    };

    private static string Name(Remedy remedy) => remedy switch
    {
        Remedy.Reindex => "refwatch reindex builds it again",
        Remedy.OtherCopy => "not to be rebuilt: put the blob back from another copy",
        Remedy.Seal => "refwatch manifest seals it if it is younger than a week",
        Remedy.TakeDownAgain => "refwatch takedown of the same capture ends it",
        _ => "find out who did this; trust an earlier copy",
    };

    // Names and details may hold what a page or an attacker wrote.
    private static string Clean(string text) => DisplayText.Clean(text, int.MaxValue);
}
