namespace Refwatch.Verdicts;

/// <summary>What a page says that speaks about notices, as manuals, tutorials and help pages do, and is none itself.</summary>
internal sealed class Explanation
{
    /// <summary>"What is …", "How to fix …".</summary>
    private static readonly PhraseBook Headlines = Lexicon.Phrases("explanation.headlines");

    /// <summary>Said of notices, in the present tense; a notice says what was found of one page. One alone may be chance.</summary>
    private static readonly PhraseBook Signs = Lexicon.Phrases("definition.signs");

    /// <summary>Of these, one is enough: no notice explains status codes (the wording is RFC 9110's).</summary>
    private static readonly PhraseBook Sentences = Lexicon.Phrases("definition.sentences");

    /// <summary>So many status codes make a list of what they mean.</summary>
    private const int StatusesOfAList = 3;

    private static readonly HashSet<string> Statuses = ["400", "401", "403", "404", "410", "429", "451", "500", "501", "502", "503", "504"];

    /// <summary>A headline explains what notices mean.</summary>
    public bool IsHeadline { get; private init; }

    /// <summary>The text defines what notices are: quoted.</summary>
    public string? Definition { get; private init; }

    public bool IsNone => !IsHeadline && Definition is null;

    public static Explanation Read(PageView view) => new()
    {
        IsHeadline = view.Headings.Prepend(view.Title).Any(IsIn),
        Definition = view.Definition,
    };

    public static string? DefinitionIn(WordList words) => Sentences.FindIn(words) ?? Signs.FindSecondIn(words) ?? ListedStatuses(words);

    public static bool IsIn(string headline) => Headlines.FindIn(new WordList(headline)) is not null;

    /// <summary>Adds what speaks against a notice.</summary>
    public void AddTo(Tally tally)
    {
        tally.AgainstIf(IsHeadline, 2, "a headline explains what that means");
        tally.AgainstIf(Definition is not null, 5, $"its text speaks of such notices: «{Definition}»");
    }

    private static string? ListedStatuses(WordList words) =>
        words.All.Where(Statuses.Contains).Distinct().Take(StatusesOfAList).ToList() is { Count: StatusesOfAList } listed ? string.Join(", ", listed) : null;
}
