using Refwatch.Fetching;

namespace Refwatch.Verdicts;

/// <summary>Answers that are not text: PDF, pictures, sound, films, archives.</summary>
internal static class Files
{
    /// <summary>The smallest PDF with one empty page has about so many bytes.</summary>
    private const int SmallestPdf = 300;

    public static Verdict Judge(Capture capture, WebDocument document)
    {
        List<string> evidence = [.. Redirects.Trail(capture), $"{document.MediaType}, {document.Bytes.Length} bytes"];
        if (document.MediaType == "application/pdf" && !IsPdf(document.Bytes))
        {
            return new Verdict(VerdictKind.Unknown, [.. evidence, "said to be a PDF, but its bytes are not one"], 0.6);
        }

        return new Verdict(VerdictKind.Live, evidence, 0.9);
    }

    /// <summary>ISO 32000-2, section 7.5.2, and readers in practice: "%PDF-" within the first 1,024 bytes.</summary>
    private static bool IsPdf(byte[] bytes) =>
        bytes.Length >= SmallestPdf && bytes.AsSpan(0, Math.Min(bytes.Length, 1024)).IndexOf("%PDF-"u8) >= 0;
}
