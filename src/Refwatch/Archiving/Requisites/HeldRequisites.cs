using Refwatch.Fetching;

namespace Refwatch.Archiving.Requisites;

/// <summary>The captures of style sheets and images that go with a page's capture: of each the one nearest in time.</summary>
internal sealed class HeldRequisites(Archive archive)
{
    /// <summary>Their blobs; none when the page can't be read.</summary>
    public async Task<IReadOnlyCollection<string>> OfAsync(string page, CancellationToken cancellationToken)
    {
        var blobs = new HashSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<Uri>();
        var open = new Queue<Uri>(await OpenAsync(page, cancellationToken) is { } document ? PageRequisites.Of(document) : []);
        while (open.TryDequeue(out var url))
        {
            if (seen.Add(url) && seen.Count <= PageRequisites.Most && await NearestAsync(url, TimeOf(page), cancellationToken) is { } line && blobs.Add(line.Filename)
                && await OpenAsync(line.Filename, cancellationToken) is { } requisite)
            {
                PageRequisites.OfStyle(requisite).ToList().ForEach(open.Enqueue);
            }
        }

        return blobs;
    }

    private async Task<CdxjLine?> NearestAsync(Uri url, DateTimeOffset time, CancellationToken cancellationToken) =>
        (await (await archive.MementosOfAsync(url.AbsoluteUri, cancellationToken)).SelectAsync(time, cancellationToken))?.Selected;

    private async Task<WebDocument?> OpenAsync(string blob, CancellationToken cancellationToken)
    {
        try
        {
            return await archive.ReadAsync(blob, cancellationToken) is { } capture ? WebDocument.Open(capture) : null;
        }
        catch (InvalidDataException)
        {
            return null; // the export itself reports it
        }
    }

    private static DateTimeOffset TimeOf(string blob) => CdxjLine.ParseTimestamp(blob.AsSpan(blob.LastIndexOf('/') + 1)[..14].ToString())!.Value;
}
