using Refwatch.Fetching;
using Refwatch.Verdicts;
using Refwatch.Watching;

namespace Refwatch.Archiving.Requisites;

/// <summary>
/// Captures what the pages of a visit load, at the end of it: on the visited host in its own pace, on another under that
/// host's lease if it is free at once. What can't be had now is put off to the host's next visits.
/// </summary>
/// <remarks>
/// A requisite is a capture of its own, found by its URL and nearest in time to the page. One that is held from the last day
/// is not asked for again, and a payload that is held is a revisit record: a site's style sheet costs its bytes once.
/// </remarks>
public sealed class RequisiteCapture(Fetcher fetcher, Archive archive, TimeProvider clock)
{
    private const int MostTries = 3;
    private const int MostDepth = 2;
    private const long MostBytesAPage = 20 * 1024 * 1024;

    private static readonly TimeSpan Fresh = TimeSpan.FromDays(1);

    /// <param name="ledger">The visited host's ledger.</param>
    /// <param name="enterHost">Takes another host's lease without waiting.</param>
    /// <param name="isOver">The visit's time is up.</param>
    /// <param name="cancellationToken">Ends it; what is missing stays missing.</param>
    public async Task RunAsync(Ledger ledger, Func<string, CancellationToken, Task<HostAdmission?>> enterHost, Func<bool> isOver, CancellationToken cancellationToken)
    {
        foreach (var page in ledger.Pages.Values.Where(static page => page.MissingRequisites.Count > 0))
        {
            var round = new Round(page);
            while (round.Next() is { } host)
            {
                await using var admission = host == ledger.Manners.Host ? new OwnHost(ledger.Manners) : isOver() ? null : await enterHost(host, cancellationToken);
                Task<HostAdmission?> EnterAsync(string other, CancellationToken token) =>
                    other == ledger.Manners.Host ? Task.FromResult<HostAdmission?>(new OwnHost(ledger.Manners)) : enterHost(other, token);

                foreach (var requisite in round.OfHost(host))
                {
                    var isHad = admission is not null && !isOver()
                        && await TryCaptureAsync(requisite, round, new FetchRequest(requisite.Url, admission.Manners) { EnterHost = EnterAsync }, cancellationToken);
                    round.Done(requisite, isHad);
                }
            }

            page.MissingRequisites = round.PutOff;
        }
    }

    /// <summary>False when it must be put off; a requisite that is not there is had too.</summary>
    private async Task<bool> TryCaptureAsync(MissingRequisite requisite, Round round, FetchRequest request, CancellationToken cancellationToken)
    {
        if (round.Bytes > MostBytesAPage || await IsFreshAsync(requisite.Url, cancellationToken))
        {
            return true;
        }

        var capture = await fetcher.FetchAsync(request, cancellationToken);
        if (capture.Failure?.Kind is FetchFailureKind.PutOff)
        {
            return false;
        }

        if (capture.Answer is { } answer)
        {
            var document = WebDocument.Open(capture);
            var notes = new CaptureNotes
            {
                Url = requisite.Url.AbsoluteUri,
                RequisiteOf = round.Page,
                Verdict = Judge.Decide(capture, document, content: null, lastGood: null),
                ContentDigest = document?.ContentDigest,
            };
            await archive.StoreAsync(capture, notes, cancellationToken);
            round.Bytes += answer.Body.Length;
            if (document is not null && answer.Status == 200 && requisite.Depth < MostDepth)
            {
                round.Add(PageRequisites.OfStyle(document), requisite.Depth + 1);
            }
        }

        return true;
    }

    private async Task<bool> IsFreshAsync(Uri url, CancellationToken cancellationToken)
    {
        var since = (clock.GetUtcNow() - Fresh).UtcDateTime.ToString("yyyyMMddHHmmss");
        return await archive.ListAsync(url.AbsoluteUri, cancellationToken)
            .AnyAsync(line => line.IsAnswer && string.CompareOrdinal(line.Timestamp, since) > 0, cancellationToken);
    }

    /// <summary>One page's requisites, host by host.</summary>
    private sealed class Round(PageState page)
    {
        private readonly List<MissingRequisite> _open = [.. page.MissingRequisites];
        private readonly HashSet<Uri> _seen = [.. page.MissingRequisites.Select(static requisite => requisite.Url)];

        public string Page { get; } = page.Url.AbsoluteUri;

        public long Bytes { get; set; }

        public List<MissingRequisite> PutOff { get; } = [];

        public string? Next() => _open.Count == 0 ? null : HostManners.HostOf(_open[0].Url);

        public List<MissingRequisite> OfHost(string host) => [.. _open.Where(requisite => HostManners.HostOf(requisite.Url) == host)];

        public void Add(IEnumerable<Uri> urls, int depth) =>
            _open.AddRange(urls.Where(url => _seen.Count < PageRequisites.Most && _seen.Add(url)).Select(url => new MissingRequisite(url, depth, Tries: 0)));

        public void Done(MissingRequisite requisite, bool isHad)
        {
            _open.Remove(requisite);
            if (!isHad && requisite.Tries + 1 < MostTries)
            {
                PutOff.Add(requisite with { Tries = requisite.Tries + 1 });
            }
        }
    }

    /// <summary>The visited host: its lease is held already, and stays held.</summary>
    private sealed class OwnHost(HostManners manners) : HostAdmission(manners)
    {
        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
