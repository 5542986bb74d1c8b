using Refwatch.Fetching;

namespace Refwatch.Mementos;

/// <summary>Asks a TimeGate for the memento nearest a time (RFC 7089, section 4).</summary>
internal sealed class TimeGate(Fetcher fetcher)
{
    private const int MaxRedirects = 3;

    /// <param name="gate">What stands before the page's address, e.g. "https://web.archive.org/web/".</param>
    /// <param name="page">The original.</param>
    /// <param name="wanted">The time.</param>
    /// <param name="manners">Those of the gate's host.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    public async Task<TimeGateAnswer> NearestAsync(Uri gate, Uri page, DateTimeOffset wanted, HostManners manners, CancellationToken cancellationToken)
    {
        var url = AddressOf(gate, page);
        for (var redirects = 0; redirects <= MaxRedirects; redirects++)
        {
            var request = ServiceRequest.To(url, manners) with { AcceptDatetime = wanted, FollowsRedirects = false };
            var capture = await fetcher.FetchAsync(request, cancellationToken);
            if (capture.Answer is not { } answer)
            {
                return TimeGateAnswer.NotAsked(capture.Failure!.Detail);
            }

            if (!Redirect.IsOne(answer))
            {
                return Read(answer);
            }

            var (target, failure) = Redirect.Target(answer);
            if (target is null)
            {
                return TimeGateAnswer.NotAsked(failure!.Detail);
            }

            var isHere = HostManners.HostOf(target) == manners.Host;
            if (IsMemento(target, answer))
            {
                return isHere ? TimeGateAnswer.Found([target, .. Neighbours(answer, target)]) : TimeGateAnswer.Elsewhere(target);
            }

            if (!isHere)
            {
                return TimeGateAnswer.NotAsked($"{manners.Host} redirects to {target.IdnHost}");
            }

            url = target; // the gate itself has moved, e.g. to https
        }

        return TimeGateAnswer.NotAsked($"{manners.Host} redirects too often");
    }

    /// <summary>Where a TimeGate answers for a page.</summary>
    public static Uri AddressOf(Uri gate, Uri page) => new(gate.AbsoluteUri + HostManners.Canonical(page).AbsoluteUri);

    private static TimeGateAnswer Read(Exchange answer) => answer switch
    {
        _ when Withholding.Sign(answer) is { } sign => TimeGateAnswer.Withheld(sign),

        // RFC 7089, section 4.1.2: the memento itself, without a redirect.
        { Status: 200 } when answer.Header("Memento-Datetime") is not null => TimeGateAnswer.Found([ContentLocation(answer), .. Neighbours(answer, answer.Url)]),
        { Status: 404 or 410 } => TimeGateAnswer.None,
        _ => TimeGateAnswer.NotAsked($"{HostManners.HostOf(answer.Url)} answered HTTP {answer.Status}{(answer.Status == 200 ? " without a Memento-Datetime" : "")}"),
    };

    /// <summary>By its address, or, where a service has its own way of writing it, by the links beside it.</summary>
    private static bool IsMemento(Uri target, Exchange answer) =>
        MementoUrl.Read(target) is not null
        || LinkHeader.Read(answer.Header("Link"), answer.Url).Any(link => link.Is("original") || (link.Is("memento") && link.Target == target));

    /// <summary>The mementos just before and after.</summary>
    private static IEnumerable<Uri> Neighbours(Exchange answer, Uri memento) =>
        LinkHeader.Read(answer.Header("Link"), answer.Url)
            .Where(link => link.Is("memento") && (link.Is("prev") || link.Is("next")) && link.Target != memento && HostManners.CanBeAsked(link.Target))
            .Select(static link => link.Target);

    private static Uri ContentLocation(Exchange answer) =>
        answer.Header("Content-Location") is { } location && Uri.TryCreate(answer.Url, location, out var url) && HostManners.CanBeAsked(url) ? url : answer.Url;
}
