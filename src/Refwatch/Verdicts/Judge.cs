using Refwatch.Extracting;
using Refwatch.Fetching;

namespace Refwatch.Verdicts;

/// <summary>
/// Says what a fetch means for the reference. What people may still read is asked for first
/// and never called dead, and where signs contradict each other the answer is <see cref="VerdictKind.Unknown"/>.
/// </summary>
public static class Judge
{
    /// <param name="capture">The fetch.</param>
    /// <param name="document">Its answer, opened; null when there is none.</param>
    /// <param name="content">The answer's main text; null when it is not HTML.</param>
    /// <param name="lastGood">The main text of the last readable capture, when there is one: what the page used to say.</param>
    /// <param name="probe">The fetch of <see cref="SiblingAddress"/>, when the verdict without it was <see cref="Verdict.IsSuspect"/>.</param>
    /// <param name="frontPage">The fetch of the host's front page, when the verdict with the probe still was.</param>
    public static Verdict Decide(Capture capture, WebDocument? document, PageContent? content, PageContent? lastGood, Capture? probe = null, Capture? frontPage = null)
    {
        if (capture.Failure is { } failure)
        {
            return Failures.Judge(capture, failure);
        }

        if (capture.Answer is not { } answer)
        {
            return new Verdict(VerdictKind.Unknown, ["nothing was asked"], 0);
        }

        var status = StatusCodes.Judge(answer);
        if (capture.IsNotModified || document is null)
        {
            return status ?? new Verdict(VerdictKind.Unknown, ["the answer could not be opened"], 0);
        }

        var isText = document.Html is not null || document.Text is not null;
        var page = isText ? JudgedPage.Of(capture, document, content, lastGood) with { Sibling = HostAnswer.Of(probe), FrontPage = HostAnswer.Of(frontPage) } : null;
        return status is not null ? Refused(status, page, capture)
            : document.Bytes.Length == 0 ? Unclear(capture, [$"HTTP {answer.Status} with an empty body"])
            : page is null ? Files.Judge(capture, document)
            : Answered(page);
    }

    /// <summary>The status speaks; the page beside it may show that it means something else.</summary>
    private static Verdict Refused(Verdict status, JudgedPage? page, Capture capture)
    {
        var trail = Redirects.Trail(capture);
        if (page is null)
        {
            return status with { Evidence = [.. trail, .. status.Evidence] };
        }

        if (status.Kind != VerdictKind.Blocked && BotWalls.ChallengeOf(page) is { } challenge)
        {
            return new Verdict(VerdictKind.Blocked, [.. trail, .. status.Evidence, challenge], 0.95);
        }

        if (status.Kind is VerdictKind.Gone && page.Likeness is { IsSame: true })
        {
            return new Verdict(VerdictKind.Unknown, [.. status.Evidence, "but " + page.LikenessLine], 0.5);
        }

        var explained = status.Kind is VerdictKind.Gone or VerdictKind.Blocked ? Parking.Judge(page) : null;
        explained ??= status.Kind is VerdictKind.Blocked ? BotWalls.Judge(page) ?? BlockPages.Judge(page) : null;
        if (explained is null)
        {
            return status with { Evidence = [.. trail, .. status.Evidence] };
        }

        var confidence = status.Kind == explained.Kind ? Math.Max(explained.Confidence, status.Confidence) : explained.Confidence;
        return new Verdict(explained.Kind, [.. trail, .. status.Evidence, .. explained.Evidence], confidence);
    }

    /// <summary>The server says that all is well; is this the page, a wall before it, or something in its place?</summary>
    private static Verdict Answered(JudgedPage page)
    {
        var verdict = Weighed(page);
        if (page.IsMemento && verdict.Kind is not VerdictKind.Live)
        {
            verdict = verdict with { Evidence = [$"this memento of {page.From} shows no page of it, but what follows", .. verdict.Evidence] };
        }

        var isOpen = !page.IsMemento && verdict.Kind is VerdictKind.Live or VerdictKind.Moved or VerdictKind.Unknown;
        return isOpen && (page.Sibling is null ? Suspects(page, verdict) : MayTellMore(page, verdict)) ? verdict with { IsSuspect = true } : verdict;
    }

    /// <summary>The host gave the same for another address: its front page tells whether that is about the page, now or, when it is in trouble, later.</summary>
    private static bool MayTellMore(JudgedPage page, Verdict verdict) =>
        page.Sibling?.IsAnswerOf(page) == true && (page.FrontPage is null || verdict.Kind is VerdictKind.Unknown);

    /// <summary>
    /// Signs of a soft 404 that do not decide: a notice half said, no sign of what the address names, another text than the last good capture's,
    /// or a redirect that leaves it open.
    /// </summary>
    private static bool Suspects(JudgedPage page, Verdict verdict) =>
        SoftErrors.Suspects(page)
        || (page.Likeness is not { IsSame: true } && !page.View.IsLong && !page.View.IsDeclaredArticle && !page.View.StatesNumbers && !page.NamesItsAddress)
        || (page.Likeness is { IsOther: true } && page.View.IsThin)
        || (page.IsRedirected && verdict.Kind is VerdictKind.Unknown);

    private static Verdict Weighed(JudgedPage page) =>
        WithTrail(page, BotWalls.Judge(page) ?? BlockPages.Judge(page) ?? Redirects.Gate(page))
            ?? WithTrail(page, Parking.Judge(page) ?? Takeovers.Judge(page))
            ?? WithTrail(page, SoftErrors.Judge(page))
            ?? Redirects.Home(page)
            ?? WithTrail(page, Gates.Judge(page))
            ?? MovedOrPaywalled(page)
            ?? WithTrail(page, CatchAll.Judge(page))
            ?? NothingToRead(page)
            ?? NothingLeft(page)
            ?? (page.IsRedirected ? Redirects.Elsewhere(page) : Here(page));

    /// <summary>A page behind a paywall that moved is Moved: that is what its editor can mend.</summary>
    private static Verdict? MovedOrPaywalled(JudgedPage page)
    {
        if (Paywalls.Judge(page) is not { } paywalled)
        {
            return null;
        }

        var redirected = page.IsRedirected ? Redirects.Elsewhere(page) : null;
        return redirected is { Kind: VerdictKind.Moved }
            ? redirected with { Evidence = [.. redirected.Evidence, .. paywalled.Evidence] }
            : WithTrail(page, paywalled);
    }

    private static Verdict? WithTrail(JudgedPage page, Verdict? verdict) =>
        verdict is null ? null : verdict with { Evidence = [.. Redirects.Trail(page.Capture), .. verdict.Evidence] };

    /// <summary>An empty shell that a script would fill, or nothing at all: no sign of life and none of death.</summary>
    private static Verdict? NothingToRead(JudgedPage page) =>
        page.View.Text.Length < 40 && page.View.SharedTitle is null && page.View.Headings.Count == 0
            ? Unclear(page.Capture, ["HTTP 200 with a page that shows no text"])
            : null;

    /// <summary>In any language: the text went and little came instead. That may be a notice that we cannot read.</summary>
    private static Verdict? NothingLeft(JudgedPage page) =>
        page.Likeness is { IsCollapsed: true } && page.View.IsThin
            ? Unclear(page.Capture, [page.LikenessLine!, $"{page.View.ProseLine} came instead"])
            : null;

    private static Verdict Unclear(Capture capture, string[] evidence) =>
        new(VerdictKind.Unknown, [.. Redirects.Trail(capture), .. evidence], 0.5);

    private static Verdict Here(JudgedPage page)
    {
        List<string> evidence = [$"HTTP {page.Answer.Status} with {page.View.ProseLine}"];
        if (page.LikenessLine is { } line)
        {
            evidence.Add(line);
        }

        return new Verdict(VerdictKind.Live, evidence, page.Likeness switch
        {
            { IsSame: true } => 1,
            { IsOther: true } => 0.6,
            _ => page.View.IsThin ? 0.8 : 0.95,
        });
    }
}
