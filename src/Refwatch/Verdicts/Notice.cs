using System.Buffers;

namespace Refwatch.Verdicts;

/// <summary>
/// A page that says one thing to its visitor instead of an article: "page not found", "access denied", "this domain is
/// for sale". Headlines must consist of the phrase; sentences count at the top of a page, or anywhere on a page with little else.
/// </summary>
internal sealed class Notice
{
    /// <summary>A headline may carry one more word in four, e.g. the site's name.</summary>
    private const double MostOfIt = 0.77;

    /// <summary>Where the whole page is about the site, a headline needs no more than the phrase.</summary>
    private const double SomeOfIt = 0.3;

    /// <summary>A notice speaks at once; an article may quote one later.</summary>
    private const int TopWords = 60;

    /// <summary>So few words outside of menus are a notice and nothing else.</summary>
    private const int FewWords = 45;

    private const int FewWordsOfAHeadline = 6;

    private const int WordsOfASentence = 9;

    private static readonly HashSet<string> BareWords = new(StringComparer.Ordinal) { "error", "oops", "whoops", "embarrassing", "awkward", "houston", "yikes", "bummer", "drat", "неловко", "қап", "oh", "sorry", "message", "information", "notice", "problems", "ошибка", "упс", "ой", "извините", "внимание", "сообщение", "информация", "проблемами", "қате", "кешіріңіз" };

    /// <summary>An article's headline does not say "this page".</summary>
    private static readonly HashSet<string> Pointing = new(StringComparer.Ordinal)
    {
        "this", "that", "you", "we", "requested", "эта", "этот", "эту", "этой", "этого", "данная", "данный", "данной", "данную", "данного", "искомая", "такой", "такого", "такую", "запрашиваемая", "запрашиваемой", "запрошенная", "вы", "мы", "бұл", "осы", "мұндай", "бұндай", "сіз", "сұралған",
        "cette", "ce", "diese", "dieser", "bu",
    };

    /// <summary>A headline that explains: an article about notices has their words.</summary>
    private static readonly PhraseBook Explanations = new(
        "what|how|why|when is|are|does|do|to|means|causes|can|should|i|we|your", "vs|versus|fix|fixing|solve|explained|meaning|guide|tutorial",
        "что такое|значит|делать|означает", "что это значит|означает|такое", "как исправить|устранить|убрать|сделать|оформить", "почему|зачем|причины",
        "қалай|неге|неліктен", "деген не|сөз", "себептері");

    /// <summary>Said of notices, in the present tense; a notice says what was found of one page.</summary>
    private static readonly PhraseBook Definitions = new(
        "server|browser|host returns|sends|responds|answers|shows", "status|response|error code … means|indicates|tells|shows", "this|the status|code|error|message means|indicates|occurs|appears|is",
        "is|are … called|known as", "links that|which", "404|410 page|pages|error|errors is|are", "404|410 means|indicates|stands",
        "код|ошибка|статус … означает|возникает|появляется|говорит|показывает", "сервер отдает|возвращает|отвечает|сообщает", "владельцу|владельцам|вебмастеру … стоит|следует|нужно", "так называем*",
        "қате|код … білдіреді|дегенді", "сервер … қайтарады|жібереді");

    /// <summary>Of these, one is enough: no notice explains status codes (the wording is RFC 9110's).</summary>
    private static readonly PhraseBook PlainDefinitions = new("status code … indicates|means", "код состояния|ответа … означает|указывает");

    private static readonly string[] SentenceEnds = [". ", "! ", "? "];

    private static readonly string[] TitleSeparators = ["|", "—", "–", "·", "•", "::", "›", " - ", " » ", " « ", " / ", "~"];

    /// <summary>Numbers count other things too: sections, buses, rooms.</summary>
    private static readonly SearchValues<string> Statuses = SearchValues.Create(["404", "410"], StringComparison.Ordinal);

    /// <summary>The title, or a part of it between separators, says it: quoted.</summary>
    public string? Title { get; private init; }

    public string? Heading { get; private init; }

    /// <summary>A sentence to the visitor says it: quoted.</summary>
    public string? Sentence { get; private init; }

    /// <summary>Of a page with little on it: a second sentence to the visitor, why it is so or what to do.</summary>
    public string? SecondSentence { get; private init; }

    /// <summary>Of a page with headlines of its own: a sentence that says something else than the notice, quoted.</summary>
    public string? OtherSentence { get; private init; }

    /// <summary>The notice stands below a headline of something else, beside other sentences: a message or an entry with its words.</summary>
    public bool IsAmongOthers => IsSaid && Title is null && Heading is null && !IsBareError && OtherSentence is not null;

    /// <summary>A headline explains what notices mean.</summary>
    public bool IsExplanation { get; private init; }

    /// <summary>The text defines what notices are: quoted.</summary>
    public string? Definition { get; private init; }

    /// <summary>Of a page with little on it: one of its first lines says it as a headline would.</summary>
    public string? Line { get; private init; }

    /// <summary>
    /// The address that was asked for speaks of it itself ("/status/404", "/lyrics/page-not-found"): then the page is about it.
    /// Two words at least: one, such as "article", names a folder.
    /// </summary>
    public bool IsNamedBy(Uri address)
    {
        var words = WordList.Of(address).All.ToHashSet(StringComparer.Ordinal);
        return words.Contains("404") || words.Contains("410")
            || new WordList(Title ?? Heading ?? Line ?? "").All.Distinct().Count(word => word.Length > 2 && words.Contains(word)) >= 2;
    }

    /// <summary>A headline that says "Error" and of what not.</summary>
    public bool IsBareError { get; private init; }

    /// <summary>No headline of something else, and no room for more than the notice.</summary>
    public bool IsAlone { get; private init; }

    /// <summary>A headline has it among other words.</summary>
    public bool IsInHeadline { get; private init; }

    /// <summary>The page's text begins with it.</summary>
    public bool IsSaidFirst { get; private init; }

    /// <summary>The title is nothing but a notice, or the headline one that points at the page: "This story is no longer available".</summary>
    public bool IsOfThisPage { get; private init; }

    /// <summary>Title or headline is nothing but a notice.</summary>
    public bool IsWhole { get; private init; }

    public bool IsSaid => Title is not null || Heading is not null || Line is not null || Sentence is not null;

    public static Notice Read(PageView view, PhraseBook headlines, PhraseBook sentences, IReadOnlySet<string> fillers, bool isSite = false)
    {
        var share = isSite ? SomeOfIt : MostOfIt;
        bool IsWhole(string headline) => headlines.ShareOf(headline, fillers) >= 1 && Explanations.FindIn(new WordList(headline)) is null;
        bool IsNotice(string headline) => headlines.ShareOf(headline, fillers) >= (headline.AsSpan().ContainsAny(Statuses) ? MostOfIt : share) && Explanations.FindIn(new WordList(headline)) is null;
        return new()
        {
            Title = TitleParts(view.Title).FirstOrDefault(IsNotice),
            Heading = view.Headings.FirstOrDefault(IsNotice),
            Line = view.IsBrief || isSite
                ? view.Lines.Except(view.Headings).SelectMany(BeginningsOf).FirstOrDefault(IsNotice)
                    ?? view.Lines.Concat(view.Headings).FirstOrDefault(line => IsAlmostNotice(line, headlines, fillers))
                : null,
            IsOfThisPage = TitleParts(view.Title).Any(IsWhole) || view.Headings.Any(heading => IsWhole(heading) && new WordList(heading).All.Any(Pointing.Contains)),
            IsWhole = view.Headings.Concat(TitleParts(view.Title)).Any(IsWhole),
            IsBareError = view.Headings.Concat(TitleParts(view.Title)).Any(headline => IsBare(headline, fillers)),
            IsAlone = view.Words.Count <= FewWords && !NamesADocument(view) && view.Headings.All(heading => headlines.ShareOf(heading, fillers) >= MostOfIt || IsBare(heading, fillers) || (view.Title.Length == 0 && sentences.FindIn(new WordList(heading)) is not null)),
            SecondSentence = view.IsBrief && view.Headings.All(static heading => new WordList(heading).Count <= FewWordsOfAHeadline) ? sentences.FindSecondIn(view.Words) : null,
            OtherSentence = view.Headings.Count > 0
                ? view.Lines.Except(view.Headings).SelectMany(static line => line.Split(SentenceEnds, StringSplitOptions.RemoveEmptyEntries))
                    .FirstOrDefault(sentence => new WordList(sentence) is { Count: >= WordsOfASentence } words && headlines.FindIn(words) is null && sentences.FindIn(words) is null)
                : null,
            IsExplanation = view.Headings.Prepend(view.Title).Any(static headline => Explanations.FindIn(new WordList(headline)) is not null),
            Definition = PlainDefinitions.FindIn(view.Words) ?? Definitions.FindSecondIn(view.Words),
            Sentence = sentences.FindIn(view.Words, view.IsBrief ? int.MaxValue : TopWords),
            IsInHeadline = view.Headings.Any(heading => (headlines.FindIn(new WordList(heading)) ?? sentences.FindIn(new WordList(heading))) is not null),
            IsSaidFirst = new WordList(view.Lead + "\n" + view.Own.Split('\n')[0]) is var lead && (headlines.FindIn(lead) ?? sentences.FindIn(lead)) is not null,
        };
    }

    /// <summary>
    /// Adds what was said, and how much else stands on the page. A headline on a page with nothing else is enough for
    /// <see cref="Tally.Enough"/>, a sentence is not: applications keep sentences for all cases in one page.
    /// </summary>
    public void AddTo(Tally tally, PageView view, bool lengthSpeaks = true)
    {
        tally.ForIf(Title is not null, 2, $"title says «{Title}»");
        tally.ForIf(Heading is not null, 2, $"headline says «{Heading}»");
        tally.ForIf(Line is not null && Heading is null, 1.5, $"a line says «{Line}»");
        tally.ForIf(Sentence is not null, 1.5, $"text says «{Sentence}»");
        tally.ForIf((Line ?? Sentence) is not null && IsAlone, 0.75, $"the page has {view.Words.Count} words outside of menus");
        tally.ForIf(IsBareError && Title is null && Heading is null && IsSaid, 1, "the headline says that there was an error, not of what");
        tally.ForIf(lengthSpeaks && view.IsThin, view.IsBrief ? 1.5 : 1, view.ProseLine);
        tally.AgainstIf(IsSaid && Title is null && NamesADocument(view), Heading is null ? 2 : 1, $"the page is shared as «{view.SharedTitle}»");
        tally.AgainstIf(IsExplanation, 2, "a headline explains what that means");
        tally.AgainstIf(Definition is not null, 5, $"its text speaks of such notices: «{Definition}»");
        tally.AgainstIf(TitleSaysMore(view), 1, $"the title says more: «{view.Title}»");
        tally.AgainstIf(view.IsDeclaredArticle, 2, "the page calls itself an article");
        tally.AgainstIf(lengthSpeaks && view.IsLong, 3, view.ProseLine);
    }

    /// <summary>The headline is a part of a longer title, as a chapter's is: not a notice.</summary>
    private bool TitleSaysMore(PageView view) =>
        Title is null && Heading is not null && view.Title.Contains(Heading, StringComparison.OrdinalIgnoreCase);

    /// <summary>An og:title of its own, not a site's name in all pages' titles.</summary>
    private static bool NamesADocument(PageView view) =>
        view.SharedTitle is { Length: > 0 } shared && !view.Title.Contains(shared, StringComparison.OrdinalIgnoreCase);

    /// <summary>A short line with one word of its own: "Recipe not found".</summary>
    private static bool IsAlmostNotice(string line, PhraseBook headlines, IReadOnlySet<string> fillers) =>
        new WordList(line) is { Count: <= 4 } words && headlines.ShareOf(line, fillers) >= 0.6 && Explanations.FindIn(words) is null;

    /// <summary>A line and its first sentences.</summary>
    private static IEnumerable<string> BeginningsOf(string line) => [line, .. line.Split(SentenceEnds, 3, StringSplitOptions.RemoveEmptyEntries).Take(2)];

    /// <summary>Nothing but "error", "oops" and words that go with them.</summary>
    private static bool IsBare(string headline, IReadOnlySet<string> fillers)
    {
        var words = new WordList(headline);
        return words.Count > 0 && words.All.All(fillers.Contains) && words.All.Any(BareWords.Contains);
    }

    private static IEnumerable<string> TitleParts(string title) =>
        title.Split(TitleSeparators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Append(title.Trim(' ', ':'));
}
