namespace Refwatch.Verdicts;

/// <summary>
/// What the page speaks of: of its own site alone, as notices and placeholders do, or of something else. Told from the
/// words that are not in the <see cref="Vocabulary"/> of sites about themselves.
/// </summary>
internal sealed class Subject
{
    /// <summary>One word in six may be a name that the vocabulary does not have.</summary>
    private const double FewStrangeWords = 1.0 / 6;

    /// <summary>So many words of something else make a sentence or a headline one of something else.</summary>
    private const int StrangeWordsOfASentence = 2;

    private const int MostWordsOfANotice = 150;

    /// <summary>Above less than this the title is the text's, not the site's name.</summary>
    private const int WordsOfAText = 8;

    private static readonly char[] TitleEnds = ['|', '—', '–', '-', '·', '•'];

    /// <summary>Nothing on the page is about anything but the site: it has no text that could have been cited.</summary>
    public bool IsSite { get; private init; }

    /// <summary>The page's text begins with something else than a notice: quoted. Null where the everyday words of its language are not known.</summary>
    public string? Lead { get; private init; }

    /// <summary>The first headline that is more than a greeting or a name, quoted.</summary>
    public string? Headline { get; private init; }

    /// <summary>Neither a headline nor an og:title of its own says what the page is.</summary>
    public bool IsUntitled { get; private init; }

    public static Subject Of(PageView view, Uri address)
    {
        var host = Addresses.BareHost(address);
        List<string> StrangeOf(string text) => [.. Vocabulary.StrangeIn(new WordList(text)).Where(word => !host.Contains(word, StringComparison.Ordinal))];
        bool IsOther(string text) => StrangeOf(text) is { Count: >= StrangeWordsOfASentence } strange && 2 * strange.Count >= Vocabulary.Content(new WordList(text)).Count();

        var said = string.Join('\n', view.Headings.Append(view.Own));
        var words = Vocabulary.Content(new WordList(said)).Count();
        var isSpoken = Lexicon.KnowsWordsOf(new WordList(said));
        var saysLittleElse = words is >= 1 and <= MostWordsOfANotice && StrangeOf(said).Count <= Math.Max(1, FewStrangeWords * words);
        var namesItsAddress = Addresses.WordsInNameOfDocument(address, new WordList(string.Join('\n', view.Headings.Prepend(view.Title))).All) > 0;
        var hasOtherTitle = words < WordsOfAText && IsOther(view.Title.Split(TitleEnds)[0]);
        return new Subject
        {
            IsSite = saysLittleElse && !namesItsAddress && !hasOtherTitle && !view.IsSharedByName,
            Lead = isSpoken && IsOther(view.Lead) ? view.Lead : null,
            IsUntitled = view.Headings.Count == 0 && !view.IsSharedByName,
            Headline = view.Headings.FirstOrDefault(heading => !IsGreeting(heading)),
        };
    }

    /// <summary>"Congratulations!", "FASTPANEL": it says nothing of what stands below it.</summary>
    private static bool IsGreeting(string heading)
    {
        var words = Vocabulary.Content(new WordList(heading)).Where(static word => !Placeholders.Wording.Fillers.Contains(word) && !Placeholders.IsServer(word)).ToList();
        return words.Count <= 1 && !words.Exists(Vocabulary.Holds);
    }

    /// <summary>Adds what speaks for or against a notice's being all that there is.</summary>
    public void AddTo(Tally tally, Notice notice, bool siteSpeaks = true)
    {
        var isHeadline = notice.Headline is not null || notice.IsBareError;
        tally.ForIf(siteSpeaks && (isHeadline || (notice.Line is not null && Headline is null)) && IsSite && notice.Explanation.IsNone, isHeadline ? 1 : 2, "all that it says is about the site itself");
        tally.ForIf(siteSpeaks && notice is { Sentence: not null, IsSaidFirst: true, Heading: null, Explanation.IsNone: true } && (IsUntitled || notice.IsBareError), 1, "its text begins with that");
        tally.AgainstIf(notice.IsSaid && !notice.IsSaidFirst && !notice.IsBareError && Lead is not null, notice.IsOfThisPage ? 0.5 : (isHeadline ? 2 : 2.5) + (notice.IsAlone ? 0.75 : 0), $"its text begins with «{Lead}»");
        tally.AgainstIf(notice.IsSaid && !isHeadline && !notice.IsInHeadline && Headline is not null, 1.5, $"the headline is of something else: «{Headline}»");
    }
}
