using Refwatch.Extracting;
using Refwatch.Fetching;

namespace Refwatch.Cli;

/// <summary>The main text of whatever a person named: a page, or plain text with a paragraph a line.</summary>
internal static class Contents
{
    public static PageContent Of(WebDocument document) =>
        document is { Html: null, Text: { } text } ? PageContent.FromPlainText(text) : ContentExtractor.Extract(document);
}
