using System.Globalization;
using Refwatch.Archiving;
using Refwatch.Archiving.Custody;
using Refwatch.Fetching;
using Refwatch.Watching;

namespace Refwatch.Cli.Rendering;

/// <summary>A custody sheet as plain text, to be read, printed and filed.</summary>
internal static class CustodyView
{
    /// <param name="sheet">The sheet.</param>
    /// <param name="captures">All captures that the name stood for, the shown one last.</param>
    public static Task ShowAsync(CustodySheet sheet, IReadOnlyList<string> captures)
    {
        var lines = new List<string> { sheet.Url, "" };
        Add("blob", sheet.Blob);
        Add("fetched", Time(sheet.Time));
        Add("digest", sheet.Digest);
        Add("size", $"{sheet.Size} bytes");
        Add("sound", sheet.Tombstone is not null ? "taken down" : sheet.Problems.Count == 0 ? "every record agrees with its digests" : "NO");
        lines.AddRange(sheet.Problems.Select(static problem => $"           byte {problem.Offset}: {problem.Detail}"));
        Add("imported", Source(sheet.Provenance));
        Add("failure", sheet.Failure is { } failure ? $"{failure.Kind}: {failure.Detail}" : null);
        Add("robots", Robots(sheet));
        Add("verdict", sheet.Verdict is null ? null : $"{sheet.Verdict.Kind}: {string.Join("; ", sheet.Verdict.Evidence)}");
        Add("manifest", sheet.Manifest is { } manifest ? $"{manifest.Position} of {manifest.Day}, {(manifest.IsUnchanged ? "unchanged since" : $"CHANGED since: it was {manifest.Digest}")}" : "none names it yet");
        Add("signature", sheet.Manifest is null ? null : Seal(sheet.Manifest.Signature));
        Add("time-stamp", sheet.Manifest is null ? null : sheet.Manifest.StampedAt is { } time ? $"valid: {Time(time)}" : Seal(sheet.Manifest.TimeStamp));
        Add("watched", sheet.Policies.Count == 0 ? "by nobody now: no rule lets the capture go" : null);
        foreach (var policy in sheet.Policies)
        {
            Add("policy", Policy(policy));
        }

        Add("hold", sheet.Hold is { } hold ? $"since {Time(hold.Time)} by {hold.Actor}: {hold.Reason}" : "none");
        Add("taken down", sheet.Tombstone is { } tombstone ? $"{Time(tombstone.Time)} by {tombstone.Actor}: {tombstone.Reason}" : null);
        lines.AddRange(sheet.Acts.Select(static act => $"act        {Time(act.Time)} {act.Kind} by {act.Actor}: {act.Reason}"));
        foreach (var record in sheet.Records)
        {
            lines.AddRange(Describe(record));
        }

        if (captures.Count > 1)
        {
            lines.Add("");
            lines.Add($"The newest of {captures.Count} captures. The others:");
            lines.AddRange(captures.SkipLast(1).Select(static capture => $"  {capture}"));
        }

        return Terminal.WriteLinesAsync(string.Join('\n', lines));

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                lines.Add($"{name,-10} {value}");
            }
        }
    }

    private static IEnumerable<string> Describe(CustodyRecord record)
    {
        yield return "";
        yield return $"{record.Type} at byte {record.Offset}, {record.Length} bytes";
        var fields = new (string Name, string? Value)[]
        {
            ("id", record.Id),
            ("url", record.Url),
            ("time", Time(record.Date)),
            ("address", record.Address),
            ("protocol", record.Protocol),
            ("block", record.BlockDigest),
            ("payload", record.PayloadDigest),
            ("refers to", record.RefersTo),
        };
        foreach (var (name, value) in fields.Where(static field => field.Value is not null))
        {
            yield return $"  {name,-9} {value}";
        }

        foreach (var field in record.Facts)
        {
            yield return $"  {field.Name}: {field.Value}";
        }

        if (record.StartLine is not null)
        {
            yield return $"  | {record.StartLine}";
        }

        foreach (var header in record.Headers)
        {
            yield return $"  | {header.Name}: {header.Value}";
        }
    }

    private static string? Robots(CustodySheet sheet) =>
        sheet.Failure is { Kind: FetchFailureKind.Robots } refusal ? $"forbidden: {refusal.Detail}"
        : sheet.Robots is { Count: > 0 } looks ? string.Join("; ", looks.Select(static look => $"not forbidden: {look.Key}/robots.txt answered {look.Value.Status} at {Time(look.Value.Fetched)}"))
        : sheet.Tombstone is not null ? null
        : "not recorded";

    private static string? Source(Provenance? source) =>
        source is null ? null : $"{Time(source.Imported)} from {source.File} at byte {source.Offset}, written by {source.Writer ?? "an unknown program"}";

    private static string Policy(CustodyPolicy policy) =>
        $"archive {NameOf(policy.Archive)}, kept {(policy.Retention is { } kept ? $"{kept.TotalDays:0} days" : "for ever")}, for {policy.Source} since {Time(policy.Since) ?? "before that was noted"}";

    // As a watch list spells it.
    private static string NameOf(ArchivePolicy policy) => policy switch
    {
        ArchivePolicy.Always => "always",
        ArchivePolicy.OnClaimChange => "on-claim-change",
        _ => "on-change",
    };

    private static string Seal(SealStatus status) => status switch
    {
        SealStatus.Unchecked => "there is one, not checked (--key, --tsa-cert)",
        SealStatus.Valid => "valid",
        SealStatus.Wrong => "WRONG: not of this manifest by a trusted signer",
        _ => "none",
    };

    private static string? Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
