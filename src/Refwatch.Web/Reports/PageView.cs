using Refwatch.Alerting;
using Refwatch.Citing;
using Refwatch.Claims;
using Refwatch.Fetching;

namespace Refwatch.Web.Reports;

/// <summary>A checked page with the references of this run's articles that lead to it.</summary>
/// <param name="Outcome">What the check found.</param>
/// <param name="Citations">Who cites it, in the articles' order.</param>
public sealed record PageView(PageOutcome Outcome, IReadOnlyList<PageCitation> Citations)
{
    /// <summary>What a person calls the page.</summary>
    public string Name => DisplayText.Clean(
        Outcome.Label ?? Citations.Select(static citation => citation.Reference.Title).FirstOrDefault(static title => !string.IsNullOrWhiteSpace(title))
        ?? Outcome.Title ?? DisplayText.Address(Outcome.Url));

    public string Address => DisplayText.Address(Outcome.Url);

    /// <summary>Whether its claims were compared with the baseline's; a page that was not compared may have changed unseen.</summary>
    public string Comparison => Outcome.NotCompared switch
    {
        null => "compared",
        "first check" or "not asked" => Outcome.NotCompared,
        _ when !Outcome.Verdict.IsReadable => "not compared", // the verdict says why
        var reason => DisplayText.Clean($"not compared: {reason}"),
    };

    /// <summary>The articles that cite it, each with its references' numbers.</summary>
    public IReadOnlyList<CitingArticle> CitedIn => [.. Citations.GroupBy(static citation => citation.Article.Article)
        .Select(static article => new CitingArticle(article.First().Article, [.. article.Select(static citation => citation.Reference.Number).Distinct()]))];

    /// <summary>The sentences of the articles that rest on the page, direct ones first.</summary>
    public IEnumerable<(PageCitation Citation, PassageSentence Sentence)> Passages =>
        Citations.SelectMany(static citation => citation.Reference.Passage.Select(sentence => (citation, sentence))).OrderBy(static pair => pair.sentence.Support);

    /// <summary>The sentences that cite it and of which it said nothing; an article that was edited since may have lost some.</summary>
    public IReadOnlyList<CitedBy> NotFound
    {
        get
        {
            var standing = Passages.Select(static pair => pair.Sentence.Text).ToHashSet(StringComparer.Ordinal);
            return [.. Outcome.NotFound.Where(missing => standing.Contains(missing.Sentence))];
        }
    }

    /// <summary>The archive copy that an article already links to.</summary>
    public Uri? ArchiveUrl => Citations.Select(static citation => citation.Reference.ArchiveUrl).FirstOrDefault(static url => url is not null);
}

/// <summary>An article that cites a page, with the numbers of the references that do.</summary>
public sealed record CitingArticle(ArticleReferences Article, IReadOnlyList<int> Numbers)
{
    public string Title => DisplayText.Title(Article);

    /// <summary>The numbers as a footnote's mark, e.g. "[3, 7]".</summary>
    public string Mark => $"[{string.Join(", ", Numbers)}]";
}

/// <summary>One reference that leads to a page.</summary>
public sealed record PageCitation(ArticleReferences Article, Reference Reference);
