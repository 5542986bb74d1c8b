using Refwatch.Archiving;
using Refwatch.Claims;
using Refwatch.Extracting;
using Refwatch.Fetching;

namespace Refwatch.Bisecting;

/// <summary>Finds the two captures of a page between which it began or ceased to say something, in about log₂(n) reads of the archive.</summary>
public sealed class Bisection(Archive archive)
{
    /// <summary>Null when the archive holds no capture of the page that answered.</summary>
    public async Task<BisectResult?> RunAsync(Uri url, Statement statement, CancellationToken cancellationToken)
    {
        // A capture that was redirected has several lines; errors and failed fetches are told by their line.
        var captures = await archive.ListAsync(url.AbsoluteUri, cancellationToken)
            .Where(static line => line is { IsAnswer: true, Status: ['2' or '3', ..] and not "304" }).DistinctBy(static line => line.Filename).ToListAsync(cancellationToken);
        if (captures.Count == 0)
        {
            return null;
        }

        var search = new CaptureSearch(captures.Count, place => ReadAsync(captures[place], statement, cancellationToken));
        var result = new BisectResult { Url = url, Statement = statement.Text, Captures = captures.Count };
        if (await search.RunAsync() is not var (before, after))
        {
            return result with { Answer = BisectAnswer.Unreadable, Reads = search.Reads };
        }

        var (earlier, later) = (search.At(before), search.At(after));
        return result with
        {
            Reads = search.Reads,
            Answer = (earlier.Sentence, later.Sentence) switch
            {
                (null, null) => BisectAnswer.Never,
                (null, _) => BisectAnswer.Appeared,
                (_, null) => BisectAnswer.Disappeared,
                _ => BisectAnswer.Always,
            },
            Before = new BisectedCapture(captures[before].Timestamp, earlier.Sentence ?? Counterpart(later.Content, earlier.Content, later.Sentence)),
            After = new BisectedCapture(captures[after].Timestamp, later.Sentence ?? Counterpart(earlier.Content, later.Content, earlier.Sentence)),
            Unread = earlier.Sentence is null == later.Sentence is null ? 0 : after - before - 1,
        };
    }

    private async Task<Sighting?> ReadAsync(CdxjLine line, Statement statement, CancellationToken cancellationToken)
    {
        try
        {
            // A bot wall or an error in disguise says nothing of what the page says; captures of other programs come without a verdict.
            return await archive.ReadWithNotesAsync(line.Filename, cancellationToken) is ({ Answer.Status: >= 200 and < 300 } capture, null or { Verdict.IsReadable: true })
                && WebDocument.Open(capture) is { Html: not null, IsCut: false } document
                && ContentExtractor.Extract(document) is { NotComparable: null, Blocks.Count: > 0 } content
                    ? new Sighting(content, statement.FindIn(content))
                    : null;
        }
        catch (InvalidDataException)
        {
            return null; // damaged: a neighbour stands for it
        }
    }

    /// <summary>What the other capture says in the sentence's place; null when it says nothing there.</summary>
    private static string? Counterpart(PageContent said, PageContent other, string? sentence) => sentence is null
        ? null
        : ClaimDiff.Between(said, other).Claims.FirstOrDefault(claim => claim.Before?.Contains(sentence, StringComparison.Ordinal) ?? false)?.After;
}

/// <summary>What one capture says of a statement.</summary>
/// <param name="Content">Its main text.</param>
/// <param name="Sentence">The claim that says it; null when none does.</param>
internal sealed record Sighting(PageContent Content, string? Sentence);
