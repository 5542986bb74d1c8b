using Refwatch.Fetching;
using Refwatch.Verdicts;

namespace Refwatch.Extracting;

/// <summary>Not every source is an article: such pages are archived and judged, but their claims are not compared.</summary>
public static class NotCompared
{
    /// <summary>The reason in a word or two ("PDF", "listing", "gone"); null when the claims can be compared.</summary>
    public static string? Reason(Verdict verdict, WebDocument? document, PageContent? content, PageContent? before)
    {
        if (!verdict.IsReadable || document is null)
        {
            return $"not readable: {verdict.Kind}";
        }

        if (content is null)
        {
            return NameOf(document.MediaType);
        }

        if (document.IsCut)
        {
            return "incomplete";
        }

        // What a paywall shows of a page says nothing of what became of the rest.
        if (verdict.Kind is VerdictKind.Paywalled && before is not null && content.Text.Length < before.Text.Length / 2)
        {
            return "paywall";
        }

        return content.NotComparable ?? (content.Blocks.Count == 0 ? "no text" : null);
    }

    private static string NameOf(string mediaType) => mediaType switch
    {
        "application/pdf" => "PDF",
        _ when mediaType.StartsWith("video/", StringComparison.Ordinal) => "video",
        _ when mediaType.StartsWith("audio/", StringComparison.Ordinal) => "audio",
        _ when mediaType.StartsWith("image/", StringComparison.Ordinal) => "image",
        _ => mediaType,
    };
}
