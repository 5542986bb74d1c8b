namespace Refwatch.Citing;

/// <summary>What a footnote or an item of the bibliography says of the work that it cites.</summary>
internal sealed record Source
{
    public string? Title { get; init; }

    public string? Publisher { get; init; }

    public IReadOnlyList<Uri> Urls { get; init; } = [];

    public Uri? ArchiveUrl { get; init; }

    public string? ArchiveDate { get; init; }

    public string? AccessDate { get; init; }

    public string? UrlStatus { get; init; }

    /// <summary>This source, and where it is silent what <paramref name="other"/> says: a short note and its bibliography's item.</summary>
    public Source CompletedBy(Source other) => new()
    {
        Title = Title ?? other.Title,
        Publisher = Publisher ?? other.Publisher,
        Urls = Urls.Count > 0 ? Urls : other.Urls,
        ArchiveUrl = ArchiveUrl ?? (Urls.Count > 0 ? null : other.ArchiveUrl),
        ArchiveDate = ArchiveUrl is null && Urls.Count == 0 ? other.ArchiveDate : ArchiveDate,
        AccessDate = AccessDate ?? other.AccessDate,
        UrlStatus = UrlStatus ?? (Urls.Count > 0 ? null : other.UrlStatus),
    };
}
