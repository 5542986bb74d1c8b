using Refwatch.Archiving;
using Refwatch.Citing;
using Refwatch.Extracting;
using Refwatch.Fetching;
using Refwatch.Repairing;
using Refwatch.Verdicts;

namespace Refwatch.Mementos;

/// <summary>Carries out an errand: finds mementos, fetches them raw, archives and judges them.</summary>
public sealed class MementoSearch(Fetcher fetcher, Archive archive, CitingIndex citing, MementoSettings settings)
{
    /// <summary>A redirect or an error page is no memento to take: its neighbours are tried, so many in all.</summary>
    private const int MaxTriesADay = 4;

    /// <summary>An index that fails for so long is done without.</summary>
    private const int TriesWithIndex = 3;

    /// <summary>A service that fails for so long, over hours, is not asked what a link shows.</summary>
    private const int TriesWithService = 8;

    private readonly TimeGate _timeGate = new(fetcher);
    private readonly CdxServer _cdx = new(fetcher);

    /// <summary>The answer; or why the service could not be asked, and the errand is to be tried again.</summary>
    /// <param name="errand">What is asked.</param>
    /// <param name="manners">Those of the service's host.</param>
    /// <param name="known">What this visit has found out; what the errand finds out is added.</param>
    /// <param name="cancellationToken">Stops it; what was archived stays.</param>
    public async Task<(ErrandAnswer? Answer, string? CouldNotAsk)> CarryOutAsync(Errand errand, HostManners manners, KnownMementos known, CancellationToken cancellationToken)
    {
        var round = new Round(errand, manners, known, await citing.CitationsOfAsync(errand.Page, cancellationToken), await LastGoodAsync(errand, cancellationToken));
        if (errand.Kind is ErrandKind.Linked)
        {
            return await JudgeLinkedAsync(round, cancellationToken);
        }

        var (candidates, baselines) = (new List<TriedMemento>(), new List<AccessBaseline>());
        foreach (var day in errand.Days)
        {
            var (found, why, couldNotAsk) = await FindAsync(round, MementoDay.TimeOf(day)!.Value, cancellationToken);
            if (couldNotAsk is not null)
            {
                return (null, couldNotAsk);
            }

            candidates.AddRange(round.Tried.Values.Except(candidates));
            baselines.Add(BaselineOf(day, found, why, manners.Host));
            if (errand.Kind is ErrandKind.Repair && candidates.Exists(static tried => tried.Candidate.Refusal is null))
            {
                break;
            }
        }

        var verifiedFirst = candidates.Select(static tried => tried.Candidate).OrderBy(static candidate => candidate.Refusal is null ? 0 : candidate.MustBeSeen ? 1 : 2).ToList();
        return (new ErrandAnswer
        {
            Errand = errand.Id,
            Kind = errand.Kind,
            Baselines = errand.Kind is ErrandKind.Baseline ? baselines : [],
            Candidates = errand.Kind is ErrandKind.Repair ? verifiedFirst : [],
            Elsewhere = [.. round.Elsewhere],
            Why = baselines.Find(static baseline => baseline.Refusal is not null)?.Refusal,
        }, null);
    }

    /// <summary>Judges what articles link. A service that is gone for good keeps nobody waiting: its mementos stay unjudged.</summary>
    private async Task<(ErrandAnswer? Answer, string? CouldNotAsk)> JudgeLinkedAsync(Round round, CancellationToken cancellationToken)
    {
        var (copies, why) = (new List<MementoCandidate>(), (string?)null);
        foreach (var link in round.Errand.Linked)
        {
            var (tried, refused, couldNotAsk) = await TryAsync(round, link, cancellationToken);
            if (couldNotAsk is not null && round.Errand.Tries < TriesWithService)
            {
                return (null, couldNotAsk);
            }

            why = couldNotAsk ?? why;
            if ((tried?.Candidate ?? refused) is { } copy)
            {
                copies.Add(copy with { Memento = link });
            }
        }

        return (new ErrandAnswer { Errand = round.Errand.Id, Kind = ErrandKind.Linked, Candidates = copies, Why = why }, null);
    }

    /// <summary>The memento to take for a day; or why there is none; or why that could not be told.</summary>
    private async Task<(TriedMemento? Found, string? Why, string? CouldNotAsk)> FindAsync(Round round, DateTimeOffset wanted, CancellationToken cancellationToken)
    {
        var why = "";
        var tries = 0;
        foreach (var source in new[] { Linked, Nearest, Indexed })
        {
            var answer = await source(round, wanted, cancellationToken);
            if (answer.Kind is TimeGateAnswerKind.NotAsked)
            {
                return (null, null, answer.Why);
            }

            why = answer.Why ?? why;
            if (answer.Kind is TimeGateAnswerKind.Elsewhere)
            {
                round.Elsewhere.Add(answer.Mementos[0]);
                break;
            }

            foreach (var memento in answer.Mementos)
            {
                if (MementoUrl.Read(memento) is { } dated && !round.MayTake(dated.Time, wanted, settings.Distance))
                {
                    why = $"the nearest memento is of {dated.Time:yyyy-MM-dd}, {(dated.Time - wanted).Duration().TotalDays:0} days away";
                    continue;
                }

                if (!round.Knows(memento) && ++tries > MaxTriesADay)
                {
                    break;
                }

                var (tried, _, couldNotAsk) = await TryAsync(round, memento, cancellationToken);
                if (couldNotAsk is not null)
                {
                    return (null, null, couldNotAsk);
                }

                if (tried is null || !round.MayTake(tried.Candidate.Time, wanted, settings.Distance))
                {
                    why = tried is null ? "the memento could not be shown" : $"the nearest memento is of {tried.Candidate.Time:yyyy-MM-dd}";
                }
                else if (round.IsGood(tried))
                {
                    return (tried, null, null);
                }
                else
                {
                    why = tried.Candidate.Refusal ?? "its claims cannot be compared";
                }
            }

            if (answer.Kind is TimeGateAnswerKind.Withheld || (answer.Kind is TimeGateAnswerKind.None && source == Nearest))
            {
                break;
            }
        }

        return (null, why, null);
    }

    /// <summary>What the articles link already, the nearest first.</summary>
    private static Task<TimeGateAnswer> Linked(Round round, DateTimeOffset wanted, CancellationToken cancellationToken) => Task.FromResult(TimeGateAnswer.Found(
        [.. round.Errand.Linked.OrderBy(link => ((MementoUrl.Read(link)?.Time ?? DateTimeOffset.MaxValue) - wanted).Duration())]));

    private Task<TimeGateAnswer> Nearest(Round round, DateTimeOffset wanted, CancellationToken cancellationToken) =>
        _timeGate.NearestAsync(round.Errand.TimeGate, round.Errand.Page, wanted, round.Manners, cancellationToken);

    private async Task<TimeGateAnswer> Indexed(Round round, DateTimeOffset wanted, CancellationToken cancellationToken)
    {
        if (!CdxServer.StandsBehind(round.Errand.TimeGate))
        {
            return TimeGateAnswer.Found([]) with { Why = null };
        }

        var answer = await _cdx.NearestAsync(round.Errand.TimeGate, round.Errand.Page, wanted, round.Manners, cancellationToken);
        return answer.Kind is TimeGateAnswerKind.NotAsked && round.Errand.Tries >= TriesWithIndex
            ? TimeGateAnswer.None with { Why = answer.Why }
            : answer.Kind is TimeGateAnswerKind.None ? answer with { Why = null } : answer;
    }

    /// <summary>What a memento turned out to be: as this visit knows it already, else fetched now.</summary>
    private async Task<(TriedMemento? Tried, MementoCandidate? Refused, string? CouldNotAsk)> TryAsync(Round round, Uri memento, CancellationToken cancellationToken)
    {
        if (round.Tried.GetValueOrDefault(memento) is { } again)
        {
            return (again, null, null);
        }

        if (round.Known.Find(round.Errand.Page, memento) is not { } outcome)
        {
            var (tried, refused, couldNotAsk) = await FetchAsync(round, memento, cancellationToken);
            if (couldNotAsk is not null)
            {
                return (null, refused, couldNotAsk);
            }

            outcome = new KnownMemento(tried, refused);
            round.Known.Add(round.Errand, memento, outcome);
        }

        if (outcome.Tried is not null)
        {
            round.Tried[memento] = outcome.Tried;
        }

        return (outcome.Tried, outcome.Refused, null);
    }

    /// <summary>Fetches a memento as it was received, archives and judges it; or says that the service has none, or withholds it.</summary>
    private async Task<(TriedMemento? Tried, MementoCandidate? Refused, string? CouldNotAsk)> FetchAsync(Round round, Uri memento, CancellationToken cancellationToken)
    {
        var fetch = await fetcher.FetchAsync(ServiceRequest.To(MementoUrl.Read(memento)?.Raw ?? memento, round.Manners), cancellationToken);
        if (fetch.Failure is { Kind: not (FetchFailureKind.Redirects or FetchFailureKind.Protocol) } failure)
        {
            return (null, null, failure.Detail);
        }

        if (ReadMemento.Open(fetch, round.Errand.Page) is not { } read)
        {
            return (null, RefusalOf(fetch, memento), fetch.Answer is { Status: 429 or >= 500 } busy ? $"{round.Manners.Host} answered HTTP {busy.Status}" : null);
        }

        // What an editor pastes is the memento that answered: the service may have redirected to another time.
        var shown = MementoUrl.Read(fetch.FinalUrl) is { } final && MementoUrl.Read(memento) is { } asked && final.Timestamp != asked.Timestamp ? final.Shown : memento;
        var evidence = await archive.StoreAsync(fetch, NotesOf(fetch, read, round), cancellationToken);
        var candidate = CandidateRules.Judge(shown, read, evidence, round.Citations, round.LastGood);
        return (new TriedMemento(candidate, read), null, null);
    }

    /// <summary>What a service says that gave no memento: withheld, or not held. Any other answer of its own says nothing of the memento.</summary>
    private static MementoCandidate? RefusalOf(Capture fetch, Uri memento)
    {
        var time = MementoUrl.Read(memento)?.Time ?? fetch.Time;
        return fetch.Answer switch
        {
            { } answer when Withholding.Sign(answer) is { } sign =>
                new MementoCandidate(memento, time, memento.IdnHost, new Verdict(VerdictKind.Blocked, [sign])) { Refusal = $"the archive withholds it ({sign})" },
            { Status: 404 or 410 } answer =>
                new MementoCandidate(memento, time, memento.IdnHost, new Verdict(VerdictKind.Gone, [$"HTTP {answer.Status} of the archive"])) { Refusal = "the archive does not hold it" },
            _ => null,
        };
    }

    private static CaptureNotes NotesOf(Capture fetch, ReadMemento read, Round round) => new()
    {
        Url = fetch.Url.AbsoluteUri,
        Verdict = read.Judge(round.LastGood),
        ContentDigest = read.Document?.ContentDigest,
        ExtractorVersion = ContentExtractor.Version,
        Original = round.Errand.Page,
        MementoDatetime = read.Time,
    };

    private static AccessBaseline BaselineOf(string day, TriedMemento? found, string? why, string service) => found is null
        ? new AccessBaseline(day) { Refusal = $"{service}: {why}" }
        : new AccessBaseline(day) { Time = found.Candidate.Time, Capture = found.Candidate.Evidence, Memento = found.Candidate };

    private async Task<PageContent?> LastGoodAsync(Errand errand, CancellationToken cancellationToken) =>
        errand.LastGood is { } blob
        && await archive.ReadAsync(blob, cancellationToken) is { } capture
        && WebDocument.Open(capture) is { Html: not null } document
            ? ContentExtractor.Extract(document)
            : null;

    /// <summary>One errand while it is carried out.</summary>
    private sealed record Round(Errand Errand, HostManners Manners, KnownMementos Known, IReadOnlyList<Citation> Citations, PageContent? LastGood)
    {
        /// <summary>By the address that was asked for: two days may have one memento.</summary>
        public Dictionary<Uri, TriedMemento> Tried { get; } = [];

        /// <summary>Mementos on other hosts that the service leads to.</summary>
        public HashSet<Uri> Elsewhere { get; } = [];

        public bool Knows(Uri memento) => Tried.ContainsKey(memento);

        /// <summary>A repair may be of any time, if it says what the article says.</summary>
        public bool MayTake(DateTimeOffset time, DateTimeOffset wanted, TimeSpan distance) =>
            Errand.Kind is ErrandKind.Repair || (time - wanted).Duration() <= distance;

        public bool IsGood(TriedMemento tried) => Errand.Kind is ErrandKind.Repair ? tried.Candidate.Refusal is null : tried.CanBeCompared;
    }
}
