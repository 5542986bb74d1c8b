using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Refwatch.Fetching;

namespace Refwatch.Web.Replay;

/// <summary>
/// An archived page made fit to be shown: what runs is taken out, what leads elsewhere leads to mementos of the same time.
/// It is the first of two walls; the second is the policy it is served under, which lets no script run and nothing load
/// from anywhere else, whatever was missed here.
/// </summary>
internal sealed class PageRewriter(MementoAddresses addresses, Uri url)
{
    private const string XLink = "xlink:href";

    private static readonly HashSet<string> Removed = new(StringComparer.OrdinalIgnoreCase)
    {
        // What runs, what brings others' documents in, what a parser might read another way than ours did.
        "script", "object", "embed", "applet", "param", "portal", "fencedframe", "template", "base", "noembed", "plaintext", "xmp",
        // SVG Animations: they set any attribute, href among them.
        "set", "animate", "animatemotion", "animatetransform", "discard", "handler", "listener",
    };

    private static readonly HashSet<string> Dropped = new(StringComparer.OrdinalIgnoreCase)
    {
        "srcdoc", "action", "formaction", "ping", "attributionsrc", "manifest", "codebase", "archive", "classid", "profile", "target", "sandbox", "allow",
        "csp", "nonce", "integrity", "crossorigin", "referrerpolicy", "autofocus", "autoplay", "is", "xml:base", "shadowrootmode", "longdesc", "usemap",
        "dynsrc", "lowsrc", "imagesrcset", "data", "download",
    };

    private Uri _base = null!;

    /// <summary>The page as HTML in UTF-8's letters. The document is changed.</summary>
    public string Rewrite(IHtmlDocument document)
    {
        _base = document.QuerySelector("base[href]")?.GetAttribute("href") is { } href && MementoAddresses.Resolve(href, url) is { } declared ? declared : url;
        foreach (var comment in document.Descendants<IComment>().ToList())
        {
            comment.Remove();
        }

        foreach (var element in document.All.ToList())
        {
            if (Removed.Contains(element.LocalName) || IsUnwanted(element))
            {
                element.Remove();
                continue;
            }

            foreach (var attribute in element.Attributes.Where(static attribute => IsDropped(attribute.Name)).ToList())
            {
                element.RemoveAttribute(attribute.Name);
            }

            foreach (var attribute in element.Attributes.ToList())
            {
                Rewrite(element, attribute);
            }

            if (element.LocalName == "style")
            {
                element.TextContent = CssRewriter.Rewrite(element.TextContent, _base, addresses);
            }
        }

        var charset = document.CreateElement("meta");
        charset.SetAttribute("charset", "utf-8");
        document.Head?.Prepend(charset);
        return document.ToHtml();
    }

    // Of links only style sheets are loaded: prefetch, preconnect and dns-prefetch leave the house before any policy is asked.
    private static bool IsUnwanted(IElement element) => element.LocalName switch
    {
        "meta" => element.HasAttribute("http-equiv") || element.HasAttribute("charset") || "referrer".Equals(element.GetAttribute("name"), StringComparison.OrdinalIgnoreCase),
        "link" => !(element.GetAttribute("rel") ?? "").Split(' ', '\t', '\n', '\f', '\r').Contains("stylesheet", StringComparer.OrdinalIgnoreCase),
        _ => false,
    };

    private static bool IsDropped(string attribute) => attribute.StartsWith("on", StringComparison.OrdinalIgnoreCase) || Dropped.Contains(attribute);

    private void Rewrite(IElement element, IAttr attribute)
    {
        var name = attribute.Name;
        switch (name.ToLowerInvariant())
        {
            case "href" or XLink when element.LocalName is "a" or "area":
                Link(element, name, attribute.Value);
                break;
            case "href" or XLink or "src" or "poster" or "background":
                Set(element, name, attribute.Value.StartsWith('#') ? attribute.Value : addresses.Resource(attribute.Value, _base));
                break;
            case "srcset":
                element.SetAttribute(name, SourceSet(attribute.Value));
                break;
            case "style" or "fill" or "stroke" or "filter" or "mask" or "clip-path" or "cursor" or "marker-start" or "marker-mid" or "marker-end":
                element.SetAttribute(name, CssRewriter.Rewrite(attribute.Value, _base, addresses));
                break;
            default:
                break;
        }
    }

    /// <summary>A link replaces the whole window, banner included: a memento never stands under another one's banner.</summary>
    private void Link(IElement element, string name, string value)
    {
        if (value.TrimStart().StartsWith('#'))
        {
            return;
        }

        if (addresses.Page(value, _base) is not { } page)
        {
            element.RemoveAttribute(name);
            return;
        }

        element.SetAttribute(name, page);
        element.SetAttribute("target", "_top");
    }

    // HTML, section 4.8.4.2.1: candidates are a URL and a descriptor; commas may stand inside a URL, but not at its end.
    private string SourceSet(string text)
    {
        var candidates = new List<string>();
        var words = text.Split([' ', '\t', '\n', '\f', '\r'], StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < words.Length; i++)
        {
            var address = words[i].Trim(',');
            var descriptor = "";
            if (!words[i].EndsWith(',') && i + 1 < words.Length && words[i + 1].TrimEnd(',') is [.., 'w' or 'x' or 'h'] size)
            {
                descriptor = " " + size;
                i++;
            }

            if (addresses.Resource(address, _base) is { } resource)
            {
                candidates.Add(resource.Replace(",", "%2C") + descriptor);
            }
        }

        return string.Join(", ", candidates);
    }

    private static void Set(IElement element, string name, string? value)
    {
        if (value is null)
        {
            element.RemoveAttribute(name);
        }
        else
        {
            element.SetAttribute(name, value);
        }
    }
}
