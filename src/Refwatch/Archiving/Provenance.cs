namespace Refwatch.Archiving;

/// <summary>Where an imported capture comes from.</summary>
/// <param name="File">The file's name, without its folder.</param>
/// <param name="Offset">Where its record begins in the file, or the gzip member that holds it.</param>
/// <param name="RecordId">Its WARC-Record-ID there.</param>
/// <param name="PayloadDigest">Its WARC-Payload-Digest there, which may be over the chunks as well; null when it had none.</param>
/// <param name="Writer">The software that the file's warcinfo record names; null when it names none.</param>
/// <param name="Importer">Name and version of what imported it.</param>
/// <param name="Imported">When.</param>
public sealed record Provenance(string File, long Offset, string RecordId, string? PayloadDigest, string? Writer, string Importer, DateTimeOffset Imported);
