using System.Buffers;

namespace Refwatch.Verdicts;

/// <summary>
/// A page that says one thing to its visitor instead of an article: "page not found", "access denied", "this domain is
/// for sale". Headlines must consist of the phrase; sentences count at the top of a page, or anywhere on a page with little else.
/// </summary>
internal sealed class Notice
{
    /// <summary>Where the whole page is about the site, a headline needs no more than the phrase.</summary>
    private const double SomeOfIt = 0.3;

    /// <summary>A notice speaks at once; an article may quote one later.</summary>
    private const int TopWords = 60;

    /// <summary>A default page or a provider's says in so many words what it is, why, and what to do about it.</summary>
    private const int WordsOfABeginning = 100;

    /// <summary>So few words outside of menus are a notice and nothing else.</summary>
    private const int FewWords = 45;

    private const int FewWordsOfAHeadline = 6;

    private const int WordsOfASentence = 9;

    private const int WordsOfAStatusHeadline = 6;

    /// <summary>"This", "requested": an article's headline does not say "this page".</summary>
    private static readonly HashSet<string> Pointing = Lexicon.Words("pointing");

    /// <summary>Beside one of these a number in a query is a status; alone it may count articles.</summary>
    private static readonly string[] OfStatuses = ["status", "statuses", "error", "errors", "http", "code", "codes", "response"];

    private static readonly string[] SentenceEnds = [". ", "! ", "? "];

    private static readonly string[] TitleSeparators = ["|", "—", "–", "·", "•", "::", "›", " - ", " » ", " « ", " / ", "~"];

    /// <summary>Numbers count other things too: sections, buses, rooms.</summary>
    private static readonly SearchValues<string> Statuses = SearchValues.Create(["404", "410"], StringComparison.Ordinal);

    /// <summary>The title, or a part of it between separators, says it: quoted.</summary>
    public string? Title { get; private init; }

    /// <summary>A headline says it: quoted.</summary>
    public string? Heading { get; private init; }

    /// <summary>Title or headline, quoted.</summary>
    public string? Headline => Title ?? Heading;

    /// <summary>Of a page with little on it: one of its first lines says it as a headline would.</summary>
    public string? Line { get; private init; }

    /// <summary>A sentence to the visitor says it: quoted.</summary>
    public string? Sentence { get; private init; }

    /// <summary>Of a page with little on it: a second sentence to the visitor, why it is so or what to do.</summary>
    public string? SecondSentence { get; private init; }

    /// <summary>Of a page with more on it: a second sentence among its first hundred words.</summary>
    public string? AnotherSentence { get; private init; }

    /// <summary>Of a page with headlines of its own: a sentence that says something else than the notice, quoted.</summary>
    public string? OtherSentence { get; private init; }

    /// <summary>Title or headline is nothing but a notice.</summary>
    public bool IsWhole { get; private init; }

    /// <summary>The title is nothing but a notice, or the headline the status, or one that points at the page: "This story is no longer available".</summary>
    public bool IsOfThisPage { get; private init; }

    /// <summary>A headline that says "Error" or "Gone", and of what not.</summary>
    public bool IsBareError { get; private init; }

    /// <summary>A headline begins with the status and goes on with something else, as jokes do: quoted.</summary>
    public string? StatusHeadline { get; private init; }

    /// <summary>A headline has it among other words.</summary>
    public bool IsInHeadline { get; private init; }

    /// <summary>The first block of the page's text has it.</summary>
    public bool IsSaidFirst { get; private init; }

    /// <summary>No headline of something else, and no room for more than the notice.</summary>
    public bool IsAlone { get; private init; }

    /// <summary>What speaks about such notices.</summary>
    public required Explanation Explanation { get; init; }

    public bool IsSaid => Headline is not null || Line is not null || Sentence is not null;

    /// <summary>The notice stands below a headline of something else, beside other sentences: a message or an entry with its words.</summary>
    public bool IsAmongOthers => IsSaid && Headline is null && !IsBareError && OtherSentence is not null;

    /// <param name="view">The page.</param>
    /// <param name="wording">What to look for.</param>
    /// <param name="isSite">All that the page says is about its site (<see cref="Subject.IsSite"/>).</param>
    public static Notice Read(PageView view, Wording wording, bool isSite = false)
    {
        var titles = TitleParts(view.Title).ToList();
        bool Says(string headline, double share) => wording.ShareOf(headline) >= share && !Explanation.IsIn(headline) && !IsQuotation(headline);
        bool IsWhole(string headline) => Says(headline, 1);
        bool IsNotice(string headline) => Says(headline, isSite && !headline.AsSpan().ContainsAny(Statuses) ? SomeOfIt : Wording.MostOfIt);
        var second = view.IsBrief && view.Headings.All(static heading => new WordList(heading).Count <= FewWordsOfAHeadline) ? wording.Sentences.FindSecondIn(view.Words) : null;
        bool PointsAtThisPage(string heading) => new WordList(heading) is { Count: > 0 } words && Pointing.Contains(words[0]) && Says(heading, 0.5); // "This page was removed on purpose"
        bool IsAlmostNotice(string line) => new WordList(line).Count <= 4 && Says(line, 0.6); // "Recipe not found"
        return new()
        {
            Title = titles.Find(IsNotice),
            Heading = view.Headings.FirstOrDefault(heading => IsNotice(heading) || PointsAtThisPage(heading)),
            Line = view.IsBrief || isSite || (view.IsThin && view.Headings.Count == 0)
                ? view.Lines.Except(view.Headings).SelectMany(BeginningsOf).FirstOrDefault(IsNotice)
                    ?? view.Lines.Concat(view.Headings).FirstOrDefault(IsAlmostNotice)
                : null,
            Sentence = view.Words.Count == 0 ? wording.FindIn(new WordList(view.Title)) : wording.Sentences.FindIn(view.Words, view.IsBrief ? int.MaxValue : TopWords),
            SecondSentence = second,
            AnotherSentence = second is null ? wording.Sentences.FindSecondIn(view.Words, WordsOfABeginning) : null,
            OtherSentence = view.Headings.Count > 0 ? OtherSentenceOf(view, wording) : null,
            IsWhole = view.Headings.Concat(titles).Any(IsWhole),
            IsOfThisPage = titles.Exists(IsWhole) || view.Headings.Any(heading => IsWhole(heading) && (new WordList(heading).All.Any(Pointing.Contains) || heading.AsSpan().Trim() is "404" or "410")),
            IsBareError = view.Headings.Concat(titles).Any(wording.IsBareError),
            StatusHeadline = view.Headings.FirstOrDefault(static heading => new WordList(heading) is { Count: > 0 and <= WordsOfAStatusHeadline } words && (words[0] is "404" or "410")),
            IsInHeadline = view.Headings.Any(heading => wording.FindIn(new WordList(heading)) is not null),
            IsSaidFirst = wording.FindIn(new WordList(view.Lead + "\n" + view.Own.Split('\n')[0])) is not null,
            IsAlone = view.Words.Count <= FewWords && !view.IsSharedByName && view.Headings.All(heading => IsOfNotice(heading, view, wording)),
            Explanation = Explanation.Read(view),
        };
    }

    /// <summary>«Access denied»: somebody's words.</summary>
    private static bool IsQuotation(string headline) => headline.AsSpan().Trim() is ['«' or '“' or '„' or '"', .., '»' or '”' or '“' or '"'];

    /// <summary>
    /// Adds what was said, and how much else stands on the page. On a page with nothing else a headline is enough for
    /// <see cref="Tally.Enough"/>; a sentence only where the page has few words altogether: applications keep sentences for all cases in one page.
    /// </summary>
    public void AddTo(Tally tally, PageView view, bool lengthSpeaks = true)
    {
        tally.ForIf(Title is not null, 2, $"title says «{Title}»");
        tally.ForIf(Heading is not null, 2, $"headline says «{Heading}»");
        tally.ForIf(Line is not null && Heading is null, 1.5, $"a line says «{Line}»");
        tally.ForIf(Sentence is not null, 1.5, $"text says «{Sentence}»");
        tally.ForIf((Line ?? Sentence) is not null && IsAlone, 0.75, $"the page has {view.Words.Count} words outside of menus");
        tally.ForIf(IsBareError && Headline is null && IsSaid, 1, "the headline says that something is wrong, not what");
        tally.ForIf(StatusHeadline is not null && Headline is null && IsSaid, 1, $"the headline begins with the status: «{StatusHeadline}»");
        tally.ForIf(lengthSpeaks && view.IsThin, view.IsBrief ? 1.5 : 1, view.ProseLine);
        tally.AgainstIf(IsSaid && Title is null && view.IsSharedByName, Heading is null ? 2 : 1, $"the page is shared as «{view.SharedTitle}»");
        Explanation.AddTo(tally);
        tally.AgainstIf(TitleSaysMore(view), 1, $"the title says more: «{view.Title}»");
        tally.AgainstIf(view.IsDeclaredArticle, 2, "the page calls itself an article");
        tally.AgainstIf(lengthSpeaks && view.IsLong, 3, view.ProseLine);
    }

    /// <summary>
    /// The address that was asked for speaks of it itself ("/status/404", "/lyrics/page-not-found"): then the page is about it.
    /// Two words at least: one, such as "article", names a folder.
    /// </summary>
    public bool IsNamedBy(Uri address)
    {
        var words = WordList.Of(address).All.ToHashSet(StringComparer.Ordinal);
        var path = new WordList(Uri.UnescapeDataString(address.AbsolutePath)).All.ToList();
        return path.Contains("404") || path.Contains("410")
            || ((words.Contains("404") || words.Contains("410")) && words.Overlaps(OfStatuses))
            || new WordList(Headline ?? Line ?? "").All.Distinct().Count(word => word.Length > 2 && words.Contains(word)) >= 2
            || Addresses.WordsInNameOfDocument(address, new WordList(Headline ?? Line ?? "").All) >= 2;
    }

    /// <summary>The headline is a part of a longer title, as a chapter's is: not a notice.</summary>
    private bool TitleSaysMore(PageView view) =>
        Title is null && Heading is not null && view.Title.Contains(Heading, StringComparison.OrdinalIgnoreCase) && !TitleIsMostly(view.Title, Heading);

    /// <summary>Beside the notice the title has a site's name, or the name of what is missing: one word or two.</summary>
    private static bool TitleIsMostly(string title, string notice) => new WordList(title).Count <= new WordList(notice).Count + 1;

    private static bool IsOfNotice(string heading, PageView view, Wording wording) =>
        wording.ShareOf(heading) >= Wording.MostOfIt
        || wording.IsBareError(heading)
        || (view.Title.Length == 0 && wording.Sentences.FindIn(new WordList(heading)) is not null);

    private static string? OtherSentenceOf(PageView view, Wording wording) => view.Lines
        .Except(view.Headings)
        .SelectMany(static line => line.Split(SentenceEnds, StringSplitOptions.RemoveEmptyEntries))
        .FirstOrDefault(sentence => new WordList(sentence) is { Count: >= WordsOfASentence } words && wording.FindIn(words) is null && Vocabulary.StrangeIn(words).Skip(1).Any());

    /// <summary>A line and its first sentences.</summary>
    private static IEnumerable<string> BeginningsOf(string line) => [line, .. line.Split(SentenceEnds, 3, StringSplitOptions.RemoveEmptyEntries).Take(2)];

    private static IEnumerable<string> TitleParts(string title) =>
        title.Split(TitleSeparators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Append(title.Trim(' ', ':'));
}
