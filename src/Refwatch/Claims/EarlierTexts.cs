using System.Text;
using Refwatch.Extracting;
using Refwatch.Fetching;

namespace Refwatch.Claims;

/// <summary>
/// What a page said before its baseline, as digests: enough to recognise a text, or one claim, that comes back, without opening
/// the archive. Cosmetic differences do not count. A text that another version of the extractor reads otherwise is not recognised.
/// </summary>
public sealed record EarlierTexts
{
    // A page that goes back does so soon; a page that is edited daily must not fill its host's ledger.
    private const int MostTexts = 12;
    private const int MostClaims = 48;

    // 64 bits tell a page's few claims apart; the ledger holds many.
    private const int ClaimDigestLength = 16;

    public static EarlierTexts None { get; } = new();

    /// <summary>The main texts of earlier baselines, oldest first.</summary>
    public IReadOnlyList<EarlierText> Texts { get; init; } = [];

    /// <summary>The claims that were replaced or removed, oldest first.</summary>
    public IReadOnlyList<EarlierText> Claims { get; init; } = [];

    /// <summary>The change with what it restores marked: the page as a whole, and each claim by itself.</summary>
    public Change Mark(Change change, PageContent after) => change.IsEmpty || Texts.Count == 0 ? change : change with
    {
        RestoredTo = Find(Texts, DigestOf(after)),
        Claims = [.. change.Claims.Select(claim => claim with { RestoredTo = IsStatement(claim) ? Find(Claims, DigestOf(claim.After!)) : null })],
    };

    /// <summary>What is remembered once the change's earlier side has been replaced.</summary>
    /// <param name="change">The change; an empty one replaces nothing.</param>
    /// <param name="before">Its earlier side.</param>
    /// <param name="timestamp">The earlier side's capture: 14 digits.</param>
    public EarlierTexts With(Change change, PageContent before, string timestamp)
    {
        if (change.IsEmpty)
        {
            return this;
        }

        var replaced = change.Claims.Where(static claim => claim is { Before: not null, Kind: ChangeKind.Factual or ChangeKind.Reworded or ChangeKind.Removed });
        return new EarlierTexts
        {
            Texts = Latest(Texts, [new EarlierText(DigestOf(before), timestamp)], MostTexts),
            Claims = Latest(Claims, [.. replaced.Take(MostClaims).Select(claim => new EarlierText(DigestOf(claim.Before!), timestamp))], MostClaims),
        };
    }

    private static bool IsStatement(ClaimChange claim) =>
        claim is { After: not null, Kind: ChangeKind.Factual or ChangeKind.Reworded or ChangeKind.Added };

    private static string? Find(IReadOnlyList<EarlierText> texts, string digest) => texts.LastOrDefault(text => text.Digest == digest)?.Timestamp;

    private static EarlierText[] Latest(IReadOnlyList<EarlierText> known, List<EarlierText> added, int most)
    {
        var isAdded = added.Select(static text => text.Digest).ToHashSet(StringComparer.Ordinal);
        return [.. known.Where(text => !isAdded.Contains(text.Digest)).Concat(added).TakeLast(most)];
    }

    private static string DigestOf(string claim) => DigestOf(PageContent.FromPlainText(claim))["sha256:".Length..][..ClaimDigestLength];

    /// <summary>SHA-256 of the headline and the claims as <see cref="ClaimAtoms"/> reads them: facts by value, words without typography.</summary>
    private static string DigestOf(PageContent content)
    {
        var context = new ReadingContext(content, new Vocabulary(content));
        var headline = new SourceSentence(content.Title, BlockKind.Heading, Quotations.In(content.Title));
        var sentences = ClaimReader.Sentences(content).Prepend(headline).Select(source => ClaimReader.ReadSentence(source, context));
        return Digest.Sha256(Encoding.UTF8.GetBytes(string.Join('\u001f', ClaimAtoms.Of(sentences).Select(static atom => atom.Key))));
    }
}

/// <summary>A text that a page had once.</summary>
/// <param name="Digest">Of its facts and words.</param>
/// <param name="Timestamp">The capture that holds it: 14 digits.</param>
public sealed record EarlierText(string Digest, string Timestamp);
