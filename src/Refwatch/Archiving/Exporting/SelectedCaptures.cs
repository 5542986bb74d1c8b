using System.Runtime.CompilerServices;
using Refwatch.Archiving.Fixity;
using Refwatch.Archiving.Requisites;
using Refwatch.Citing;
using Refwatch.Fetching;
using Refwatch.Storage;

namespace Refwatch.Archiving.Exporting;

/// <summary>The blobs that a selection names, in ordinal order. Only those of single pages are held in memory.</summary>
internal sealed class SelectedCaptures
{
    private readonly IBlobStore _captures;
    private readonly ExportSelection _selection;
    private readonly SortedSet<string> _prefixes;
    private readonly SortedSet<string> _ofPages;

    private SelectedCaptures(IBlobStore captures, ExportSelection selection, IEnumerable<string> ofPages)
    {
        (_captures, _selection) = (captures, selection);
        _prefixes = new(selection.Hosts.Select(static host => BlobName.OfHost(host) + "/"), StringComparer.Ordinal);
        if (_prefixes.Count == 0 && !selection.IsOfPages)
        {
            _prefixes.Add("");
        }

        _ofPages = new(ofPages.Where(blob => selection.HoldsTimeOf(blob) && !IsOfHost(blob)), StringComparer.Ordinal);
    }

    /// <summary>Looks up what the selected pages, and those that the selected articles cite, have in the index, with their style sheets and images.</summary>
    public static async Task<SelectedCaptures> FindAsync(
        IBlobStore captures, Archive archive, CitingIndex citing, ExportSelection selection, CancellationToken cancellationToken)
    {
        var pages = new HashSet<Uri>(selection.Urls.Concat(selection.Articles));
        foreach (var article in selection.Articles)
        {
            if (await citing.ReferencesOfAsync(PageUrl.Of(article), cancellationToken) is { } references)
            {
                pages.UnionWith(CitingIndex.PagesCitedBy(references));
            }
        }

        var blobs = new HashSet<string>(StringComparer.Ordinal);
        foreach (var page in pages)
        {
            await foreach (var line in archive.ListAsync(page.AbsoluteUri, cancellationToken).Where(static line => CaptureContainer.KindOf(line.Filename) is BlobKind.Capture))
            {
                blobs.Add(line.Filename);
            }
        }

        var requisites = new HeldRequisites(archive);
        foreach (var blob in blobs.Where(selection.HoldsTimeOf).ToList())
        {
            blobs.UnionWith(await requisites.OfAsync(blob, cancellationToken));
        }

        return new SelectedCaptures(captures, selection, blobs);
    }

    public async IAsyncEnumerable<string> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var single = _ofPages.GetEnumerator();
        var isMore = single.MoveNext();
        foreach (var prefix in _prefixes)
        {
            await foreach (var blob in _captures.ListAsync(prefix, after: null, cancellationToken))
            {
                for (; isMore && string.CompareOrdinal(single.Current, blob) < 0; isMore = single.MoveNext())
                {
                    yield return single.Current;
                }

                if (CaptureContainer.KindOf(blob) is BlobKind.Capture && _selection.HoldsTimeOf(blob))
                {
                    yield return blob;
                }
            }
        }

        for (; isMore; isMore = single.MoveNext())
        {
            yield return single.Current;
        }
    }

    public bool Contains(string blob) => _ofPages.Contains(blob) || (IsOfHost(blob) && _selection.HoldsTimeOf(blob));

    private bool IsOfHost(string blob) => _prefixes.Any(prefix => blob.StartsWith(prefix, StringComparison.Ordinal));
}
