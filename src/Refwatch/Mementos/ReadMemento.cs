using Refwatch.Extracting;
using Refwatch.Fetching;
using Refwatch.Verdicts;

namespace Refwatch.Mementos;

/// <summary>A raw memento, opened as the page that it was.</summary>
/// <param name="Page">The fetch as the archive's crawler saw it: the page's own addresses, status and header fields.</param>
/// <param name="Time">Its Memento-Datetime (RFC 7089, section 2.1.1).</param>
/// <param name="Document">The answer; null without one.</param>
/// <param name="Content">Its main text; null when it is not HTML.</param>
public sealed record ReadMemento(Capture Page, DateTimeOffset Time, WebDocument? Document, PageContent? Content)
{
    private const string OriginalField = "X-Archive-Orig-";

    /// <summary>Opens a fetch of a raw memento; null when no memento answered, but the service itself.</summary>
    /// <param name="fetch">The fetch, redirects included.</param>
    /// <param name="original">The page that was asked for.</param>
    public static ReadMemento? Open(Capture fetch, Uri original)
    {
        if (fetch.Answer is not { } answer || TimeOf(answer) is not { } time)
        {
            return null;
        }

        // The service redirects to the nearest time; the page's own redirects carry a Memento-Datetime as its answers do.
        var exchanges = fetch.Exchanges.Where(exchange => ReferenceEquals(exchange, answer) || TimeOf(exchange) is not null).Select(exchange => AsReceived(exchange, original));
        var page = new Capture { Url = original, Time = time, Exchanges = [.. exchanges] };
        var document = WebDocument.Open(page);
        return new ReadMemento(page, time, document, document?.Html is null ? null : ContentExtractor.Extract(document));
    }

    /// <summary>What the page was on that day.</summary>
    /// <param name="lastGood">What a readable capture of ours says.</param>
    public Verdict Judge(PageContent? lastGood) => Verdicts.Judge.Decide(Page, Document, Content, lastGood);

    private static DateTimeOffset? TimeOf(Exchange exchange) =>
        exchange.Header("Memento-Datetime") is { } field
        && DateTimeOffset.TryParse(field, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;

    private static Exchange AsReceived(Exchange exchange, Uri original) => exchange with
    {
        Url = MementoUrl.Read(exchange.Url)?.Original ?? original,
        RequestHeaders = [],
        ResponseHeaders = HeadersAsReceived(exchange),
    };

    /// <summary>
    /// The Wayback Machine gives the original's fields behind a prefix, beside those of its own answer. The body's coding and type are as it
    /// sends them now.
    /// </summary>
    private static List<HeaderField> HeadersAsReceived(Exchange exchange)
    {
        var fields = new List<HeaderField>();
        foreach (var field in exchange.ResponseHeaders)
        {
            if (field.Name.StartsWith(OriginalField, StringComparison.OrdinalIgnoreCase))
            {
                var name = field.Name[OriginalField.Length..];
                if (!IsOfTransfer(name))
                {
                    fields.Add(field with { Name = name });
                }
            }
            else if (IsOfTransfer(field.Name))
            {
                fields.Add(field);
            }
            else if (field.Name.Equals("Location", StringComparison.OrdinalIgnoreCase))
            {
                fields.Add(field with { Value = Uri.TryCreate(exchange.Url, field.Value, out var url) ? (MementoUrl.Read(url)?.Original ?? url).AbsoluteUri : field.Value });
            }
        }

        return fields;
    }

    private static bool IsOfTransfer(string name) => name.ToLowerInvariant() is "content-type" or "content-encoding" or "content-length" or "transfer-encoding";
}
