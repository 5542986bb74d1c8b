using System.Runtime.CompilerServices;

namespace Refwatch.Archiving;

/// <summary>
/// The mementos of one original resource (RFC 7089): the answers that were stored, whatever their status (sections 4.5.4 and
/// 4.5.5). A fetch without an answer is a gap, not a memento. There is one a second, since 14 digits name it.
/// </summary>
/// <remarks>
/// The key leaves out scheme and "www.", so that http://example.org/ is an older spelling of https://www.example.org/. A
/// redirect from the one to the other is a memento of its own spelling alone: else replay would lead to itself.
/// </remarks>
public sealed class UrlMementos
{
    private readonly string _exactKey;
    private readonly string _spelling;
    private readonly CdxjHistory _history;

    internal UrlMementos(string original, CdxjHistory history)
    {
        Original = original;
        _exactKey = Surt.ExactKeyOf(original);
        _spelling = Spelling(original);
        _history = history;
    }

    /// <summary>The URL asked for.</summary>
    public string Original { get; }

    /// <summary>The mementos from a timestamp of 14 digits on, in the order of time.</summary>
    public IAsyncEnumerable<CdxjLine> FromAsync(string timestamp, CancellationToken cancellationToken) =>
        OneASecondAsync(_history.FromAsync(timestamp, cancellationToken), cancellationToken);

    /// <summary>The mementos up to a timestamp of 14 digits, the latest first.</summary>
    public IAsyncEnumerable<CdxjLine> UntilAsync(string timestamp, CancellationToken cancellationToken) =>
        OneASecondAsync(_history.UntilAsync(timestamp, cancellationToken), cancellationToken);

    /// <summary>The memento nearest to a time, of two equally near the earlier one; null when there is none.</summary>
    /// <remarks>It reads the segments of that time, of the first and of the last memento, and no others unless the time is at the edge of its segment.</remarks>
    public async Task<MementoSelection?> SelectAsync(DateTimeOffset time, CancellationToken cancellationToken)
    {
        var timestamp = CdxjLine.TimestampOf(time);
        var before = await UntilAsync(timestamp, cancellationToken).Take(2).ToListAsync(cancellationToken);
        var after = await FromAsync(timestamp == CdxjLine.TimestampOf(DateTimeOffset.MaxValue) ? CdxjHistory.End : CdxjLine.TimestampOf(time.AddSeconds(1)), cancellationToken).Take(2).ToListAsync(cancellationToken);
        if (before.Count + after.Count == 0)
        {
            return null;
        }

        var first = before.Count == 2 ? await FromAsync(CdxjHistory.Beginning, cancellationToken).FirstAsync(cancellationToken) : before.Concat(after).First();
        var last = after.Count == 2 ? await UntilAsync(CdxjHistory.End, cancellationToken).FirstAsync(cancellationToken) : after.Concat(before).First();
        last = after.Count == 1 ? after[0] : last;
        return after.Count == 0 || (before.Count > 0 && time - before[0].Time <= after[0].Time - time)
            ? new MementoSelection(before[0], first, last, before.ElementAtOrDefault(1), after.FirstOrDefault())
            : new MementoSelection(after[0], first, last, before.FirstOrDefault(), after.ElementAtOrDefault(1));
    }

    /// <summary>The tombstone of a memento of exactly that timestamp; null when none was taken down.</summary>
    public async Task<CdxjLine?> TakenDownAsync(string timestamp, CancellationToken cancellationToken) =>
        await _history.FromAsync(timestamp, cancellationToken).TakeWhile(line => line.Timestamp == timestamp)
            .FirstOrDefaultAsync(line => line.IsTakenDown && Surt.ExactKeyOf(line.Url) == _exactKey, cancellationToken);

    private async IAsyncEnumerable<CdxjLine> OneASecondAsync(IAsyncEnumerable<CdxjLine> lines, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        CdxjLine? best = null;
        await foreach (var line in lines.WithCancellation(cancellationToken))
        {
            if (!IsMemento(line))
            {
                continue;
            }

            if (best is not null && best.Timestamp != line.Timestamp)
            {
                yield return best;
                best = null;
            }

            best = best is null || Rank(line).CompareTo(Rank(best)) < 0 ? line : best;
        }

        if (best is not null)
        {
            yield return best;
        }
    }

    private bool IsMemento(CdxjLine line) =>
        line.IsAnswer && Surt.ExactKeyOf(line.Url) == _exactKey && (!IsRedirect(line) || Spelling(line.Url) == _spelling);

    // Of several captures in one second the same one must be taken in either direction.
    private (bool, bool, string, string) Rank(CdxjLine line) => (Spelling(line.Url) != _spelling, line.Status != "200", line.Filename, line.Offset.PadLeft(20, '0'));

    private static bool IsRedirect(CdxjLine line) => line.Status is ['3', _, _] and not "304";

    private static string Spelling(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped) : url;
}

/// <summary>A memento with those that the Link header of RFC 7089, section 2.2.2, names beside it.</summary>
public sealed record MementoSelection(CdxjLine Selected, CdxjLine First, CdxjLine Last, CdxjLine? Previous, CdxjLine? Next);
