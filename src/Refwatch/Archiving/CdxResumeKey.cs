namespace Refwatch.Archiving;

/// <summary>Where a search stopped: the line that was answered last. Opaque to the one who asks; text without white space.</summary>
internal static class CdxResumeKey
{
    public static string Of(CdxjLine line) => Uri.EscapeDataString(string.Join(' ', line.UrlKey, line.Timestamp, line.Filename, line.Offset));

    /// <summary>The line's place; null when the text is no key.</summary>
    public static CdxjLine? Parse(string key) =>
        Uri.UnescapeDataString(key).Split(' ') is [{ Length: > 0 } urlKey, { Length: 14 } timestamp, var filename, var offset]
            ? new CdxjLine { UrlKey = urlKey, Timestamp = timestamp, Filename = filename, Offset = offset, Url = "", Mime = "", Digest = "", Length = "" }
            : null;
}
