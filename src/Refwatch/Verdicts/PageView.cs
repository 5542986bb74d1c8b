using System.Text.RegularExpressions;

namespace Refwatch.Verdicts;

/// <summary>What a page shows at first sight, and the names it gives to its parts: what the signs are read from.</summary>
internal sealed partial record PageView
{
    /// <summary>A page with less prose than this, in characters, has no article on it; a notice, a menu or a form has less.</summary>
    private const int ThinProse = 600;

    private const int BriefProse = 300;

    /// <summary>So much prose is an article, whatever its headline says.</summary>
    private const int LongProse = 1500;

    public string Title { get; init; } = "";

    /// <summary>The first headlines: h1 with the smaller headline right below it, else h2.</summary>
    public IReadOnlyList<string> Headings { get; init; } = [];

    /// <summary>The visible text outside of menus and footers, a line a block.</summary>
    public string Text { get; init; } = "";

    /// <summary>The first lines of <see cref="Text"/> that are not links.</summary>
    public IReadOnlyList<string> Lines { get; init; } = [];

    /// <summary>The text of its own that is not links, headlines, forms or the site's frame, a line a block: what there is to read.</summary>
    public string Own { get; init; } = "";

    /// <summary>What follows the first headline as its text: the first block of <see cref="Own"/> before another headline.</summary>
    public string Lead { get; init; } = "";

    /// <summary>Characters of running text: blocks of whole sentences that are not links, outside of forms, dialogs and banners.</summary>
    public int ProseLength { get; init; }

    /// <summary>Characters in boxes that announce other pages (<see cref="Teasers"/>); they are part of nothing but <see cref="Text"/>.</summary>
    public int TeaserProse { get; init; }

    /// <summary>The running text ends in the middle of a thought: "…" or "...".</summary>
    public bool EndsInEllipsis { get; init; }

    /// <summary>Ids and classes of the page's elements, lower case.</summary>
    public IReadOnlySet<string> Names { get; init; } = new HashSet<string>();

    /// <summary>Addresses of scripts, frames, form targets and the meta refresh, lower case.</summary>
    public IReadOnlyList<string> Loads { get; init; } = [];

    /// <summary>Texts of the first links and buttons outside of menus: what the page offers to do.</summary>
    public IReadOnlyList<string> Actions { get; init; } = [];

    /// <summary>Pictures, films and frames, lower case, without their query: what a page may show in place of words.</summary>
    public IReadOnlySet<string> Media { get; init; } = new HashSet<string>();

    /// <summary>An element that scripts fill (<c>id="root"</c> and the like) is empty.</summary>
    public bool IsShell { get; init; }

    /// <summary>Addresses of links, lower case.</summary>
    public IReadOnlyList<string> Links { get; init; } = [];

    /// <summary>The beginnings of inline scripts.</summary>
    public string InlineScript { get; init; } = "";

    /// <summary>The root element carries <c>data-adblockkey</c>: an ad-blocker's key for parked domains.</summary>
    public bool HasAdBlockKey { get; init; }

    public bool HasPasswordField { get; init; }

    /// <summary>A robots meta element that forbids indexing.</summary>
    public bool IsNoIndex { get; init; }

    /// <summary>The address the page gives for itself (link rel=canonical, else og:url).</summary>
    public Uri? Canonical { get; init; }

    /// <summary>What the page calls itself when it is shared (og:title).</summary>
    public string? SharedTitle { get; init; }

    /// <summary>An og:title of its own, not a site's name in all pages' titles.</summary>
    public bool IsSharedByName => SharedTitle is { Length: > 0 } shared && !Title.Contains(shared, StringComparison.OrdinalIgnoreCase);

    /// <summary>The page says that it is an article (og:type, a publication date, schema.org).</summary>
    public bool IsDeclaredArticle { get; init; }

    /// <summary>schema.org isAccessibleForFree is false for the page or a part of it.</summary>
    public bool IsDeclaredPaid { get; init; }

    /// <summary>
    /// One of the first lines is a whole sentence that tells a number, as a brief report does; a notice counts nothing but its
    /// status. A host that gives such a text for any address may be a site of one page.
    /// </summary>
    public bool StatesNumbers => Lines.Any(static line =>
        line.Length >= 60 && line[^1] is '.' or '!' or '?' or '"' or '”' or '»' && new WordList(line).All.Any(static word => char.IsAsciiDigit(word[0]) && !IsStatus(word)));

    private static bool IsStatus(string word) => word.Length == 3 && word[0] is '4' or '5';

    /// <summary>An IP address among the words of a page without an article's length: filters and walls tell their visitor his. Not quoted: it is ours.</summary>
    public bool ShowsIpAddress => !IsLong && IpAddress().IsMatch(Text);

    [GeneratedRegex(@"\b(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])\.){3}(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])\b", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex IpAddress();

    /// <summary>There is room for a notice and nothing else.</summary>
    public bool IsBrief => ProseLength < BriefProse;

    /// <summary>For the evidence.</summary>
    public string ProseLine => ProseLength == 0 ? "no running text" : $"{ProseLength} characters of running text";

    public bool IsThin => ProseLength < ThinProse;

    public bool IsLong => ProseLength >= LongProse;

    public WordList Words => _words ??= new WordList(Text);

    private WordList? _words;

    /// <summary>The text speaks about notices in general (<see cref="Explanation"/>): quoted. Read once, for all kinds of notices.</summary>
    public string? Definition => (_definition ??= new Lazy<string?>(() => Explanation.DefinitionIn(Words))).Value;

    private Lazy<string?>? _definition;

    /// <summary>The page without its address and host, which some notices repeat: "Page not found: /news/2019/strike".</summary>
    public PageView Without(Uri address)
    {
        var path = Uri.UnescapeDataString(address.AbsolutePath);
        string Short(string line)
        {
            var withoutPath = path.Length > 1 ? line.Replace(path, "", StringComparison.OrdinalIgnoreCase) : line;
            withoutPath = string.Join(' ', withoutPath.Split(' ').Where(static word => word.Length < 2 || word[0] != '/'));
            return withoutPath.Replace(Addresses.BareHost(address), "", StringComparison.OrdinalIgnoreCase).Trim();
        }

        var said = Text.Replace(address.AbsoluteUri, "", StringComparison.OrdinalIgnoreCase);
        return this with
        {
            Text = said,
            _words = said.Length == Text.Length ? _words : null,
            Title = Short(Title),
            Headings = [.. Headings.Select(Short).Where(static heading => heading.Length > 0)],
            Lines = [.. Lines.Select(Short).Where(static line => line.Length > 0)],
        };
    }

    /// <summary>A plain text as a page: its first line is its headline.</summary>
    public static PageView OfText(string text)
    {
        const int longest = 50_000;
        var head = text.Length > longest ? text[..longest] : text;
        var line = head.AsSpan().Trim().IndexOfAny('\r', '\n') is var end and > 0 ? head.Trim()[..end] : head.Trim();
        return new PageView { Headings = line.Length is > 0 and < 200 ? [line] : [], Text = head, Lines = line.Length is > 0 and < 200 ? [line] : [], ProseLength = text.Length, Own = head };
    }
}
