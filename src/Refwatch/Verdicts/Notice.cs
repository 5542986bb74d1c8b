namespace Refwatch.Verdicts;

/// <summary>
/// A page that says one thing to its visitor instead of an article: "page not found", "access denied", "this domain is
/// for sale". Headlines must consist of the phrase; sentences count at the top of a page, or anywhere on a page with little else.
/// </summary>
internal sealed class Notice
{
    /// <summary>A headline may carry one more word in five, e.g. the site's name.</summary>
    private const double MostOfIt = 0.8;

    /// <summary>A notice speaks at once; an article may quote one later.</summary>
    private const int TopWords = 60;

    /// <summary>So few words outside of menus are a notice and nothing else.</summary>
    private const int FewWords = 45;

    /// <summary>Many systems put no headline element around their notice: a short line at the top is one.</summary>
    private const int HeadLines = 4;

    private static readonly string[] TitleSeparators = ["|", "—", "–", "·", "•", "::", "›", " - ", " » ", " « ", " / ", "~"];

    /// <summary>The title, or a part of it between separators, says it: quoted.</summary>
    public string? Title { get; private init; }

    public string? Heading { get; private init; }

    /// <summary>A sentence to the visitor says it: quoted.</summary>
    public string? Sentence { get; private init; }

    /// <summary>Of a page with little on it: one of its first lines says it as a headline would.</summary>
    public string? Line { get; private init; }

    public bool IsSaid => Title is not null || Heading is not null || Line is not null || Sentence is not null;

    public static Notice Read(PageView view, PhraseBook headlines, PhraseBook sentences, IReadOnlySet<string> fillers) => new()
    {
        Title = TitleParts(view.Title).FirstOrDefault(part => headlines.ShareOf(part, fillers) >= MostOfIt),
        Heading = view.Headings.FirstOrDefault(heading => headlines.ShareOf(heading, fillers) >= MostOfIt),
        Line = view.IsBrief ? LinesOf(view).FirstOrDefault(line => headlines.ShareOf(line, fillers) >= MostOfIt) : null,
        Sentence = sentences.FindIn(view.Words, view.IsBrief ? int.MaxValue : TopWords),
    };

    /// <summary>
    /// Adds what was said, and how much else stands on the page. A headline on a page with nothing else is enough for
    /// <see cref="Tally.Enough"/>, a sentence is not: applications keep sentences for all cases in one page.
    /// </summary>
    public void AddTo(Tally tally, PageView view)
    {
        tally.ForIf(Title is not null, 2, $"title says «{Title}»");
        tally.ForIf(Heading is not null, 2, $"headline says «{Heading}»");
        tally.ForIf(Line is not null && Heading is null, 1.5, $"a line says «{Line}»");
        tally.ForIf(Sentence is not null, 1.5, $"text says «{Sentence}»");
        tally.ForIf((Line ?? Sentence) is not null && IsAlone(view), 0.75, $"the page has {view.Words.Count} words outside of menus");
        tally.ForIf(view.IsThin, view.IsBrief ? 1.5 : 1, $"{view.ProseLength} characters of running text");
        tally.AgainstIf(IsSaid && Title is null && NamesADocument(view), 1, $"the page is shared as «{view.SharedTitle}»");
        tally.AgainstIf(TitleSaysMore(view), 1, $"the title says more: «{view.Title}»");
        tally.AgainstIf(view.IsDeclaredArticle, 2, "the page calls itself an article");
        tally.AgainstIf(view.IsLong, 3, $"there are {view.ProseLength} characters of running text");
    }

    /// <summary>The headline is a part of a longer title, as a chapter's is: not a notice.</summary>
    private bool TitleSaysMore(PageView view) =>
        Title is null && Heading is not null && view.Title.Contains(Heading, StringComparison.OrdinalIgnoreCase);

    /// <summary>An og:title of its own, not a site's name in all pages' titles.</summary>
    private static bool NamesADocument(PageView view) =>
        view.SharedTitle is { Length: > 0 } shared && !view.Title.Contains(shared, StringComparison.OrdinalIgnoreCase);

    /// <summary>No headline of something else, and no room for more than the notice.</summary>
    private bool IsAlone(PageView view) => view.Words.Count <= FewWords && (view.Headings.Count == 0 || Heading is not null);

    private static IEnumerable<string> LinesOf(PageView view) =>
        view.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Take(HeadLines).Except(view.Headings);

    private static IEnumerable<string> TitleParts(string title) =>
        title.Split(TitleSeparators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Append(title);
}
