using Refwatch.Alerting;
using Refwatch.Citing;
using Refwatch.Claims;
using Refwatch.Fetching;
using Refwatch.Verdicts;

namespace Refwatch.Web.Reports;

/// <summary>A check in the order in which people read it: each article's references, then the pages that no article of the run cites.</summary>
public sealed class CheckOverview
{
    private CheckOverview(IReadOnlyList<ArticleSection> articles, IReadOnlyList<PageView> uncited, IReadOnlyList<PageView> pages)
    {
        (Articles, Uncited, Pages) = (articles, uncited, pages);
        NeedingAttention = [.. pages.Where(static page => page.Outcome.NeedsAttention).OrderBy(static page => Rank(page.Outcome))];
    }

    public IReadOnlyList<ArticleSection> Articles { get; }

    /// <summary>Pages that are watched themselves and that no article of this run cites, by URL.</summary>
    public IReadOnlyList<PageView> Uncited { get; }

    /// <summary>Every page once: the articles, then what they cite in their order, then the rest.</summary>
    public IReadOnlyList<PageView> Pages { get; }

    /// <summary>What a person should look at, the changed claims first, then rot, then the rest, articles last.</summary>
    public IReadOnlyList<PageView> NeedingAttention { get; }

    public IReadOnlyList<PageView> Changed => [.. NeedingAttention.Where(static page => !page.Outcome.Change.IsEmpty)];

    /// <summary>How many pages have which verdict, in the verdicts' order.</summary>
    public IReadOnlyList<(VerdictKind Kind, int Count)> Verdicts =>
        [.. Pages.CountBy(static page => page.Outcome.Verdict.Kind).OrderBy(static count => count.Key).Select(static count => (count.Key, count.Value))];

    /// <summary>Sentences that cite a page and of which it says nothing, by page, as far as the articles still have them.</summary>
    public IReadOnlyList<(PageView Page, IReadOnlyList<CitedBy> Sentences)> NotFound =>
        [.. Pages.Select(static page => (page, page.NotFound)).Where(static missing => missing.NotFound.Count > 0)];

    public int AlertCount => Pages.Sum(static page => page.Outcome.Alerts.Count);

    /// <summary>What the article at that URL is called; its address when the run did not read it.</summary>
    public string TitleOf(string article) => Uri.TryCreate(article, UriKind.Absolute, out var url)
        ? Articles.FirstOrDefault(section => section.Article.Article == url)?.Title ?? DisplayText.Address(url)
        : DisplayText.Clean(article);

    public static CheckOverview Of(CheckResult result)
    {
        var outcomes = result.Pages.ToDictionary(static outcome => PageUrl.Of(outcome.Url));
        var citations = outcomes.Keys.ToDictionary(static url => url, static _ => new List<PageCitation>());
        var citedOrder = new List<Uri>();
        foreach (var (article, reference, page) in result.Articles.SelectMany(PagesOf).Where(cited => outcomes.ContainsKey(cited.Page)))
        {
            citations[page].Add(new PageCitation(article, reference));
            citedOrder.Add(page);
        }

        var views = outcomes.ToDictionary(static outcome => outcome.Key, outcome => new PageView(outcome.Value, citations[outcome.Key]));
        var articles = result.Articles.Select(article => Section(article, views)).ToList();
        var articlePages = views.Values.Where(static page => page.Outcome.IsArticle).OrderBy(static page => page.Outcome.Url.AbsoluteUri, StringComparer.Ordinal);
        var uncited = views.Values.Where(static page => !page.Outcome.IsArticle && page.Citations.Count == 0)
            .OrderBy(static page => page.Outcome.Url.AbsoluteUri, StringComparer.Ordinal).ToList();
        return new CheckOverview(articles, uncited, [.. articlePages.Concat(citedOrder.Select(page => views[page])).Concat(uncited).Distinct()]);
    }

    private static ArticleSection Section(ArticleReferences article, Dictionary<Uri, PageView> views)
    {
        var rows = PagesOf(article).Where(cited => views.ContainsKey(cited.Page)).Select(cited => new ReferenceRow(cited.Reference, views[cited.Page])).ToList();
        var withPage = rows.Select(static row => row.Reference).ToHashSet(ReferenceEqualityComparer.Instance);
        return new ArticleSection(article, views.GetValueOrDefault(PageUrl.Of(article.Article)), rows, [.. article.References.Where(reference => !withPage.Contains(reference))]);
    }

    private static IEnumerable<(ArticleReferences Article, Reference Reference, Uri Page)> PagesOf(ArticleReferences article) =>
        article.References.SelectMany(reference => reference.Urls.Select(PageUrl.Of).Distinct().Select(page => (article, reference, page)));

    private static int Rank(PageOutcome outcome) => outcome switch
    {
        { IsArticle: true } => 3,
        { Change.IsEmpty: false } => 0,
        { Verdict.IsRot: true } => 1,
        _ => 2,
    };
}

/// <summary>One article of a check.</summary>
/// <param name="Article">The article and its references.</param>
/// <param name="Page">The check of the article itself.</param>
/// <param name="Rows">A row for each page that a reference leads to.</param>
/// <param name="WithoutPage">References that lead to no page outside of the article's own site: books, short notes, its own articles.</param>
public sealed record ArticleSection(ArticleReferences Article, PageView? Page, IReadOnlyList<ReferenceRow> Rows, IReadOnlyList<Reference> WithoutPage)
{
    public string Title => DisplayText.Title(Article);
}

/// <summary>A reference and a page that it leads to.</summary>
public sealed record ReferenceRow(Reference Reference, PageView Page);
