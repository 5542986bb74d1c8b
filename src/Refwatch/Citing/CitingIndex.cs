using System.Runtime.CompilerServices;
using Refwatch.Fetching;
using Refwatch.Storage;

namespace Refwatch.Citing;

/// <summary>
/// Which article cites which page, both ways: <c>references/{article}</c> holds what one article cites, <c>citing/{page}</c>
/// the passages of every article that rest on one page.
/// </summary>
public sealed class CitingIndex(IBlobStore state)
{
    /// <summary>What the article cited when it was last read; null when it never was.</summary>
    public async Task<ArticleReferences?> ReferencesOfAsync(Uri article, CancellationToken cancellationToken) =>
        await state.ReadAsync(ReferencesName(article), cancellationToken) is { } blob
            ? Json.Read<ReferencesDocument>(blob.Content).References
            : null;

    /// <summary>Every article that was read and still cites something.</summary>
    public async IAsyncEnumerable<ArticleReferences> ArticlesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var name in state.ListAsync("references/", after: null, cancellationToken))
        {
            if (await state.ReadAsync(name, cancellationToken) is { } blob && Json.Read<ReferencesDocument>(blob.Content).References is { References.Count: > 0 } references)
            {
                yield return references;
            }
        }
    }

    /// <summary>The citations of a page, over all watched articles.</summary>
    public async Task<IReadOnlyList<Citation>> CitationsOfAsync(Uri page, CancellationToken cancellationToken) =>
        await state.ReadAsync(CitingName(page), cancellationToken) is { } blob ? Json.Read<CitingDocument>(blob.Content).Citations : [];

    /// <summary>Tells each page's document what the article cites now; returns which pages it cites, which otherwise than before, and which no longer.</summary>
    public async Task<CitingUpdate> UpdateAsync(ArticleReferences now, CancellationToken cancellationToken)
    {
        var citedBefore = CitationsByPage(await ReferencesOfAsync(now.Article, cancellationToken));
        var citedNow = CitationsByPage(now);
        var changed = new List<Uri>();
        foreach (var page in citedNow.Keys.Union(citedBefore.Keys))
        {
            var (before, citations) = (citedBefore.GetValueOrDefault(page) ?? [], citedNow.GetValueOrDefault(page) ?? []);
            if (!AreSame(before, citations))
            {
                await MergeAsync(page, now.Article, citations, cancellationToken);
            }

            if (!AreSame(before.Select(WithoutPlace), citations.Select(WithoutPlace)))
            {
                changed.Add(page);
            }
        }

        var removed = citedBefore.Keys.Except(citedNow.Keys).ToList();
        return new CitingUpdate([.. citedNow.Keys], [.. changed.Except(removed)], removed);
    }

    /// <summary>
    /// Remembers what the article cites. Written last, after everything that follows from an update: a kill before it
    /// makes the next visit repeat the whole.
    /// </summary>
    public Task RememberAsync(ArticleReferences now, CancellationToken cancellationToken) =>
        state.WriteAsync(ReferencesName(now.Article), Json.Write(new ReferencesDocument(now)), default, cancellationToken);

    /// <summary>The watched pages that an article cites, in its order.</summary>
    public static IEnumerable<Uri> PagesCitedBy(ArticleReferences article) => CitationsByPage(article).Keys.Where(page => page != article.Article);

    private static bool AreSame(IEnumerable<Citation> some, IEnumerable<Citation> others) => Json.Write(some).AsSpan().SequenceEqual(Json.Write(others));

    /// <summary>Every edit of an article has another revision, and moves the numbers of what follows.</summary>
    private static Citation WithoutPlace(Citation citation) => citation with { Revision = null, Number = 0 };

    private async Task MergeAsync(Uri page, Uri article, List<Citation> citations, CancellationToken cancellationToken)
    {
        var name = CitingName(page);
        string? written;
        do
        {
            var blob = await state.ReadAsync(name, cancellationToken);
            var others = blob is null ? [] : Json.Read<CitingDocument>(blob.Content).Citations.Where(other => other.Article != article.AbsoluteUri);
            var merged = new CitingDocument(page.AbsoluteUri, [.. others, .. citations]);
            written = await state.WriteAsync(name, Json.Write(merged), WriteCondition.Unchanged(blob?.ETag), cancellationToken);
        }
        while (written is null); // another article's visit wrote in between: merge again
    }

    private static Dictionary<Uri, List<Citation>> CitationsByPage(ArticleReferences? article)
    {
        var pages = new Dictionary<Uri, List<Citation>>();
        foreach (var reference in article?.References ?? [])
        {
            foreach (var url in reference.Urls.Where(HostManners.CanBeAsked))
            {
                var page = PageUrl.Of(url);
                if (!pages.TryGetValue(page, out var citations))
                {
                    pages[page] = citations = [];
                }

                citations.Add(new Citation(article!.Article.AbsoluteUri, article.Revision, reference.Name, reference.Number, reference.Passage)
                {
                    Language = article.Language,
                    AccessDate = reference.AccessDate,
                    ArchiveUrl = reference.ArchiveUrl,
                    ArchiveDate = reference.ArchiveDate,
                });
            }
        }

        return pages;
    }

    private static string ReferencesName(Uri article) => $"references/{PageUrl.Key(article)}";

    private static string CitingName(Uri page) => $"citing/{PageUrl.Key(page)}";

    private sealed record ReferencesDocument(ArticleReferences References)
    {
        public int SchemaVersion { get; init; } = 1;
    }

    private sealed record CitingDocument(string Page, IReadOnlyList<Citation> Citations)
    {
        public int SchemaVersion { get; init; } = 1;
    }
}

/// <summary>The pages that an article cites, those among them that are new or cited otherwise than before, and those that it cites no longer.</summary>
public sealed record CitingUpdate(IReadOnlyList<Uri> Cited, IReadOnlyList<Uri> Changed, IReadOnlyList<Uri> Removed);
