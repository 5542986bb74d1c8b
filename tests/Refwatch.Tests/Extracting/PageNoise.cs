using System.Text;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Refwatch.Tests.Extracting;

/// <summary>Changes a page as the web changes it between two fetches when nobody edits it. The same seed makes the same change.</summary>
internal sealed class PageNoise(int seed)
{
    private static readonly string[] Stories =
    [
        "Storm closes the northern pass for a third day", "Bakers warn of dearer bread before winter", "Six questions about the new tram line, answered",
        "Власти назвали сроки ремонта набережной", "Жаңа автобус бағыты ашылды, билет бағасы өзгермейді",
    ];

    private readonly Random _random = new(seed);

    public string Apply(IHtmlDocument page)
    {
        var copy = (IHtmlDocument)page.Clone();
        foreach (var change in Pick<Action<IHtmlDocument>>([AddAdvertising, AddScripts, AddSession, AddCounters, AddRelated, ReorderAttributes], 1 + _random.Next(4))) change(copy);
        return _random.Next(3) switch
        {
            0 => copy.ToHtml(new MinifyMarkupFormatter { ShouldKeepImpliedEndTag = true }),
            1 => Spaced(copy.ToHtml()),
            _ => copy.ToHtml(),
        };
    }

    private IEnumerable<T> Pick<T>(T[] all, int count)
    {
        _random.Shuffle(all);
        return all.Take(count);
    }

    private void AddAdvertising(IHtmlDocument page) => Insert(page, $"""
        <div class="ad-container" id="ad-{_random.Next():x}"><span>Advertisement</span><a href="https://ads.example/{_random.Next():x}">Buy {_random.Next(2, 90)} lamps and save</a></div>
        """);

    private void AddScripts(IHtmlDocument page) => Insert(page, $"""
        <script nonce="{_random.Next():x}">window.t={_random.Next()};</script><style>.x{_random.Next()}{"{color:red}"}</style><!-- built {_random.Next()} -->
        """);

    private void AddSession(IHtmlDocument page)
    {
        foreach (var link in page.QuerySelectorAll("a[href]").Take(50)) link.SetAttribute("href", $"{link.GetAttribute("href")}?sid={_random.Next():x}");
        foreach (var input in page.QuerySelectorAll("div, input, form").Take(30)) input.SetAttribute("data-nonce", _random.Next().ToString("x"));
    }

    private void AddCounters(IHtmlDocument page) => Insert(page, Pick(
    [
        $"<div class=\"views\">{_random.Next(10, 99999)} views</div>", $"<div class=\"counter\">{_random.Next(2, 900)} comments</div>",
        $"<p>{_random.Next(2, 23)} hours ago</p>", $"<div>{_random.Next(2, 900)} просмотров</div>", $"<div>{_random.Next(2, 900)} рет қаралды</div>",
    ], 1).Single());

    private void AddRelated(IHtmlDocument page) => Insert(page, $"""
        <div class="related-links"><h3>{Pick(["Related", "Читайте также", "Тағы оқыңыз", "Most read"], 1).Single()}</h3><ul>
        {string.Concat(Pick(Stories, 3).Select(story => $"<li><a href=\"/story/{_random.Next()}\">{story}</a></li>"))}</ul></div>
        """);

    private void ReorderAttributes(IHtmlDocument page)
    {
        foreach (var element in page.All.Where(element => element.Attributes.Length > 1 && _random.Next(3) == 0 && element.Attributes.All(IsPlain)).ToList())
        {
            var attributes = element.Attributes.Select(static attribute => (attribute.Name, attribute.Value)).ToArray();
            foreach (var (name, _) in attributes) element.RemoveAttribute(name);
            _random.Shuffle(attributes);
            foreach (var (name, value) in attributes) element.SetAttribute(name, value);
        }
    }

    private static bool IsPlain(IAttr attribute) => attribute.Name.All(static letter => char.IsAsciiLetterLower(letter) || letter == '-');

    /// <summary>Between two blocks of the page, where sites put such things.</summary>
    private void Insert(IHtmlDocument page, string html)
    {
        var places = page.QuerySelectorAll("body > *, article > *, main > *, section > *, p").Where(IsPlace).ToList();
        if (places.Count == 0) return;
        places[_random.Next(places.Count)].Insert(AdjacentPosition.BeforeBegin, html);
    }

    /// <summary>Before a block: between two words of a sentence any insertion would be a change of the text.</summary>
    private static bool IsPlace(IElement element) =>
        element.LocalName is "p" or "div" or "section" or "article" or "main" or "blockquote" or "pre" or "h4" or "header"
        && element.Closest(NoPlace) is null;

    private const string NoPlace =
        "a, button, script, noscript, template, svg, select, table, ul, ol, dl, head, aside, nav, footer, h1, h2, h3, figure";

    /// <summary>Line breaks and indents between block elements, where they do not show.</summary>
    private string Spaced(string html)
    {
        var text = new StringBuilder(html);
        foreach (var tag in (ReadOnlySpan<string>)["<p", "<div", "<li", "</ul>", "<h2", "<section", "<article", "<table", "<tr"])
        {
            text.Replace(tag, new string('\n', 1 + _random.Next(2)) + new string(' ', _random.Next(8)) + tag);
        }

        return text.ToString();
    }

    public static IHtmlDocument Parse(string html) => new HtmlParser().ParseDocument(html);
}
