using System.Globalization;
using Refwatch.Fetching;

namespace Refwatch.Archiving.Importing;

/// <summary>Finds the answer that another program's revisit stands for, among what is imported already.</summary>
/// <remarks>
/// WARC 1.1 names its URL and date (section 6.7); older writers, and wget, name its record or nothing but the digest: then it
/// is an answer of the same URL. Their digests may be SHA-1, and over chunks that we remove: what the original's own record
/// said is kept in its notes.
/// </remarks>
internal sealed class ImportedPayloads(Archive archive)
{
    public async Task<Exchange?> FindAsync(WarcRecord revisit, CancellationToken cancellationToken)
    {
        if (await archive.OriginalOfAsync(revisit, cancellationToken) is { } known)
        {
            return await AnswerAsync(known, revisit, revisit.Field("WARC-Refers-To-Target-URI"), cancellationToken);
        }

        var date = WarcRecord.ParseDate(revisit.Field("WARC-Refers-To-Date"))?.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        var url = revisit.Field("WARC-Refers-To-Target-URI")?.Trim('<', '>') ?? revisit.TargetUri;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var target))
        {
            return null;
        }

        await foreach (var line in archive.ListAsync(target.AbsoluteUri, cancellationToken))
        {
            if (line is { IsAnswer: true, IsRevisit: false } && (date is null || line.Timestamp == date)
                && await AnswerAsync(line.Filename, revisit, line.Url, cancellationToken) is { } answer)
            {
                return answer;
            }
        }

        return null;
    }

    /// <summary>The answer in a blob that has the revisit's digest.</summary>
    private async Task<Exchange?> AnswerAsync(string blob, WarcRecord revisit, string? url, CancellationToken cancellationToken)
    {
        var digest = revisit.Field("WARC-Payload-Digest");
        if (await TryReadAsync(blob, cancellationToken) is not { } capture)
        {
            return null;
        }

        var candidates = capture.Exchanges.Where(exchange => url is null || Surt.ExactKeyOf(exchange.Url.AbsoluteUri) == Surt.ExactKeyOf(url)).ToList();
        if (digest is null)
        {
            return candidates is [var only] ? only : null;
        }

        return capture.Exchanges.FirstOrDefault(exchange => WarcDigest.Matches(digest, exchange.Body) == true)
            ?? (candidates is [var answer] && (await archive.ReadNotesAsync(blob, cancellationToken))?.Provenance?.PayloadDigest == digest ? answer : null);
    }

    private async Task<Capture?> TryReadAsync(string blob, CancellationToken cancellationToken)
    {
        try
        {
            return await archive.ReadAsync(blob, cancellationToken);
        }
        catch (InvalidDataException)
        {
            return null; // damaged here: the revisit waits for a sound one
        }
    }
}
