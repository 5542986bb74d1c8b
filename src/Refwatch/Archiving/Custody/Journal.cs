using System.Runtime.CompilerServices;
using System.Text.Json;
using Refwatch.Archiving.Fixity;
using Refwatch.Fetching;
using Refwatch.Storage;

namespace Refwatch.Archiving.Custody;

/// <summary>
/// What people did to the archive: "journal/{time}-{act}-{16 hex}.json" in the captures container. It grows and never
/// changes; manifests name its entries like captures, so that none disappears unseen.
/// </summary>
public sealed class Journal(IBlobStore captures)
{
    /// <summary>Enters an act. The same act twice is one.</summary>
    public async Task AddAsync(Act act, CancellationToken cancellationToken)
    {
        var content = Json.Write(act);
        var digest = Digest.Sha256(content)["sha256:".Length..][..16];
        var name = $"{CaptureContainer.Journal}{act.Time.UtcDateTime:yyyyMMddHHmmssfffffff}{MarkOf(act.Kind)}{digest}.json";
        await captures.WriteAsync(name, content, WriteCondition.Absent, cancellationToken);
    }

    /// <summary>All entries in the order of time; the act is null for one that can't be read.</summary>
    public async IAsyncEnumerable<(string Name, Act? Act)> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var name in captures.ListAsync(CaptureContainer.Journal, after: null, cancellationToken))
        {
            if (await captures.ReadAsync(name, cancellationToken) is { } blob)
            {
                yield return (name, TryRead(blob));
            }
        }
    }

    /// <summary>The acts that can be read, in the order of time: of these kinds, known by their names and no others read, or all.</summary>
    public async IAsyncEnumerable<Act> ActsAsync([EnumeratorCancellation] CancellationToken cancellationToken, params IReadOnlyList<ActKind> kinds)
    {
        var marks = kinds.Select(MarkOf).ToList();
        await foreach (var name in captures.ListAsync(CaptureContainer.Journal, after: null, cancellationToken))
        {
            if ((marks.Count == 0 || marks.Exists(mark => name.Contains(mark, StringComparison.Ordinal)))
                && await captures.ReadAsync(name, cancellationToken) is { } blob && TryRead(blob) is { } act)
            {
                yield return act;
            }
        }
    }

    private static string MarkOf(ActKind kind) => $"-{kind.ToString().ToLowerInvariant()}-";

    private static Act? TryRead(Blob blob)
    {
        try
        {
            return Json.Read<Act>(blob.Content) is { Actor: not null, Reason: not null } act ? act : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
