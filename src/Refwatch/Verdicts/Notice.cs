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

    private static readonly string[] TitleSeparators = ["|", "—", "–", "·", "•", "::", " - ", " » ", " « ", " / ", "~"];

    /// <summary>The title, or a part of it between separators, says it: quoted.</summary>
    public string? Title { get; private init; }

    public string? Heading { get; private init; }

    /// <summary>A sentence to the visitor says it: quoted.</summary>
    public string? Sentence { get; private init; }

    public bool IsSaid => Title is not null || Heading is not null || Sentence is not null;

    public static Notice Read(PageView view, PhraseBook headlines, PhraseBook sentences, IReadOnlySet<string> fillers) => new()
    {
        Title = TitleParts(view.Title).FirstOrDefault(part => headlines.ShareOf(part, fillers) >= MostOfIt),
        Heading = view.Headings.FirstOrDefault(heading => headlines.ShareOf(heading, fillers) >= MostOfIt),
        Sentence = sentences.FindIn(view.Words, view.IsBrief ? int.MaxValue : TopWords),
    };

    /// <summary>Adds what was said: two for each place that says it.</summary>
    public void AddTo(Tally tally)
    {
        tally.ForIf(Title is not null, 2, $"title says «{Title}»");
        tally.ForIf(Heading is not null, 2, $"headline says «{Heading}»");
        tally.ForIf(Sentence is not null, 2, $"text says «{Sentence}»");
    }

    private static IEnumerable<string> TitleParts(string title) =>
        title.Split(TitleSeparators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Append(title);
}
