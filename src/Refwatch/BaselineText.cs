using Refwatch.Archiving;
using Refwatch.Extracting;
using Refwatch.Fetching;
using Refwatch.Watching;

namespace Refwatch;

/// <summary>What a page's baseline says, read from the archive.</summary>
/// <param name="Content">Its main text; null when there is none to compare with.</param>
/// <param name="Lost">Why a baseline that was stored cannot be read; the next readable capture takes its place.</param>
internal sealed record BaselineText(PageContent? Content, string? Lost)
{
    /// <summary>A capture that was damaged, lost or taken down stops no watch: that is told, and watched on from here.</summary>
    public static async Task<BaselineText> ReadAsync(Archive archive, Baseline? baseline, CancellationToken cancellationToken)
    {
        if (baseline is not { TextDigest.Length: > 0 })
        {
            return new BaselineText(Content: null, Lost: null);
        }

        try
        {
            return await archive.ReadAsync(baseline.Capture.Blob, cancellationToken) is not { } capture
                ? new BaselineText(Content: null, $"baseline {baseline.Capture.Timestamp} is gone: see refwatch verify")
                : new BaselineText(WebDocument.Open(capture) is { Html: not null } document ? ContentExtractor.Extract(document) : null, Lost: null);
        }
        catch (InvalidDataException)
        {
            return new BaselineText(Content: null, $"baseline {baseline.Capture.Timestamp} cannot be read: see refwatch verify");
        }
    }
}
