using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Refwatch.Fetching;

namespace Refwatch.Verdicts;

/// <summary>Reads a <see cref="PageView"/> from a parsed page in one walk, with bounds on nodes and characters.</summary>
internal sealed class PageViewReader
{
    private const int MaxNodes = 200_000;
    private const int MaxText = 60_000;
    private const int MaxAddresses = 1_000;
    private const int MaxNames = 5_000;
    private const int MaxScript = 64_000;
    private const int MaxLines = 6;
    private const int MaxActions = 6;
    private const int MaxMounts = 3;
    private const int MaxScriptEach = 8_000;

    /// <summary>Below this a block is a label, a caption or a teaser; sentences are longer.</summary>
    private const int WordsOfASentence = 8;

    private const int WordsOfALead = 5;

    /// <summary>Ids of the element that the usual frameworks (React, Vue, Next, Nuxt, Gatsby, Quasar) put their page into.</summary>
    private static readonly HashSet<string> Mounts = new(StringComparer.Ordinal) { "root", "app", "__next", "__nuxt", "___gatsby", "q-app", "react-root", "app-root" };

    private readonly StringBuilder _text = new();
    private readonly StringBuilder _block = new();
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly List<string> _loads = [];
    private readonly List<string> _links = [];
    private readonly StringBuilder _script = new();
    private readonly List<string> _lines = [];
    private readonly List<string> _h1 = [];
    private readonly List<string> _h2 = [];
    private string? _subtitle;
    private string _lastSentence = "";
    private int _linkedCharacters;
    private int _prose;
    private readonly List<string> _actions = [];
    private readonly HashSet<string> _media = new(StringComparer.Ordinal);
    private readonly StringBuilder _own = new();
    private string _lead = "";
    private string _beforeHeadlines = "";
    private HashSet<IElement> _teasers = [];
    private int _teasing;
    private int _teaserProse;
    private int _headlines;
    private char _rank;
    private bool _isBelowHeadline;
    private bool _isTextBelow;
    private int _mounts;
    private bool _shell;
    private bool _password;

    /// <summary>Reads the page, or its plain text when it is not HTML.</summary>
    public static PageView Read(WebDocument document) =>
        document.Html is { } html ? new PageViewReader().Read(html, document.Url) : ProgramAnswer.Read(document.Text ?? "") ?? PageView.OfText(document.Text ?? "");

    private PageView Read(IHtmlDocument html, Uri url)
    {
        _teasers = Teasers.Of(html);
        Walk(html);
        var head = HeadSigns.Read(html, url);
        if (head.Refresh is { } refresh)
        {
            _loads.Add(refresh);
        }

        return new PageView
        {
            Title = Fold(html.Title ?? ""),
            Headings = _h1.Count == 0 ? _h2 : _subtitle is null ? _h1 : [.. _h1, _subtitle],
            Text = _text.ToString(),
            Lines = _lines,
            Own = _own.ToString(),
            Lead = _h1.Count + _h2.Count > 0 ? _lead : _beforeHeadlines,
            ProseLength = _prose,
            TeaserProse = _teaserProse,
            EndsInEllipsis = _lastSentence.EndsWith('…') || _lastSentence.EndsWith("...", StringComparison.Ordinal),
            Names = _names,
            Loads = _loads,
            Links = _links,
            Media = _media,
            Actions = _actions,
            IsShell = _shell,
            InlineScript = _script.ToString(),
            HasAdBlockKey = html.QuerySelector("html[data-adblockkey], body[data-adblockkey]") is not null,
            HasPasswordField = _password,
            IsNoIndex = head.IsNoIndex,
            Canonical = head.Canonical,
            SharedTitle = head.SharedTitle,
            IsDeclaredArticle = head.IsArticle,
            IsDeclaredPaid = head.IsPaid,
        };
    }

    /// <summary>Depth first without recursion: hostile pages nest thousands deep.</summary>
    private void Walk(INode root)
    {
        var node = root.FirstChild;
        var (quiet, notProse, linked) = (0, 0, 0);
        for (var seen = 0; node is not null && seen < MaxNodes; seen++)
        {
            var descend = true;
            if (node is IElement element)
            {
                Note(element, isOwn: quiet == 0 && _teasing == 0 && !_teasers.Contains(element));
                descend = !PageParts.IsInvisible(element) && element.HasChildNodes;
                if (descend)
                {
                    Enter(element, +1, ref quiet, ref notProse, ref linked);
                }
                else if (!PageParts.IsInline(element))
                {
                    EndBlock(quiet > 0, notProse > 0);
                }
            }
            else if (node is IText text && quiet == 0 && _text.Length < MaxText)
            {
                Append(text.Data);
                _linkedCharacters += linked > 0 ? text.Data.Length : 0;
            }

            if (descend && node.FirstChild is { } child)
            {
                node = child;
                continue;
            }

            while (node is not null && node != root && node.NextSibling is null)
            {
                node = node.Parent;
                if (node is IElement left && node != root)
                {
                    Enter(left, -1, ref quiet, ref notProse, ref linked);
                }
            }

            node = node == root ? null : node?.NextSibling;
        }

        EndBlock(quiet > 0, notProse > 0);
    }

    /// <summary>Where a number or a small letter meets a word of another element ("404Page"), the style sheet keeps them apart.</summary>
    private void Append(string text)
    {
        if (_block.Length > 0 && text.Length > 0 && char.IsUpper(text[0]) && (char.IsAsciiDigit(_block[^1]) || char.IsLower(_block[^1])))
        {
            _block.Append(' ');
        }

        _block.Append(text);
    }

    /// <summary>Called with +1 when the walk enters an element and with −1 when it leaves it.</summary>
    private void Enter(IElement element, int step, ref int quiet, ref int notProse, ref int linked)
    {
        var isTeaser = _teasers.Contains(element);
        if (isTeaser || !PageParts.IsInline(element))
        {
            EndBlock(quiet > 0, notProse > 0);
        }

        quiet += PageParts.IsSurroundings(element) ? step : 0;
        notProse += PageParts.IsNotProse(element) ? step : 0;
        linked += element.LocalName is "a" ? step : 0;
        _teasing += isTeaser ? step : 0;
        if (element.LocalName is ['h', >= '1' and <= '6' and var rank])
        {
            (_headlines, _rank) = (_headlines + step, rank);
        }
    }

    private void EndBlock(bool quiet, bool notProse)
    {
        if (_block.Length == 0)
        {
            return;
        }

        var text = Fold(_block.ToString());
        var linkShare = (double)_linkedCharacters / _block.Length;
        _block.Clear();
        _linkedCharacters = 0;
        if (text.Length == 0 || quiet)
        {
            return;
        }

        _text.Append(text).Append('\n');
        if (_teasing > 0)
        {
            _teaserProse += text.Length;
            return;
        }

        if (linkShare < 0.5 && _lines.Count < MaxLines)
        {
            _lines.Add(text);
        }

        var words = text.AsSpan().Count(' ') + 1;
        if (!notProse && linkShare < 0.5 && words >= WordsOfASentence)
        {
            _prose += text.Length;
            _lastSentence = text;
        }

        NoteOwn(text, isOwn: !notProse && linkShare < 0.5, words);
    }

    private void NoteOwn(string text, bool isOwn, int words)
    {
        if (_headlines > 0)
        {
            // A third headline is another part's: of latest news, of related links.
            _isBelowHeadline = _rank <= '2';
        }
        else if (isOwn)
        {
            _isTextBelow |= _h1.Count > 0 && words > 1;
            _own.Append(text).Append('\n');
            if (_lead.Length == 0 && words >= WordsOfALead && _isBelowHeadline)
            {
                _lead = text;
            }
            else if (_beforeHeadlines.Length == 0 && words >= WordsOfALead)
            {
                _beforeHeadlines = text;
            }
        }
    }

    /// <param name="element">What the walk came to.</param>
    /// <param name="isOwn">It is the page's own, not a menu's, a sidebar's or a footer's: a widget's headline is not the page's.</param>
    private void Note(IElement element, bool isOwn)
    {
        foreach (var name in (element.ClassName ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Append(element.Id ?? ""))
        {
            if (_names.Count < MaxNames && name.Length is > 0 and < 100)
            {
                _names.Add(name.ToLowerInvariant());
            }
        }

        if (_mounts < MaxMounts && (Mounts.Contains(element.Id ?? "") || element.LocalName is "app-root" or "my-app"))
        {
            _mounts++;
            _shell |= string.IsNullOrWhiteSpace(element.TextContent);
        }

        if (element.LocalName is "img" or "iframe" or "video" or "audio" or "source" or "embed" && element.GetAttribute("src") is { Length: > 0 and < 2000 } source && _media.Count < MaxAddresses)
        {
            _media.Add(source.Split('?')[0].ToLowerInvariant());
        }

        if (isOwn && element.LocalName is "a" or "button" && _actions.Count < MaxActions)
        {
            AddHeading(_actions, element);
        }

        switch (element.LocalName)
        {
            case "script" when element.GetAttribute("src") is null && _script.Length < MaxScript:
                _script.Append(element.TextContent.AsSpan(0, Math.Min(element.TextContent.Length, MaxScriptEach))).Append('\n');
                break;
            case "script" or "iframe" or "frame" or "img":
                AddAddress(_loads, element.GetAttribute("src"));
                break;
            case "link":
                AddAddress(_loads, element.GetAttribute("href"));
                break;
            case "form":
                AddAddress(_loads, element.GetAttribute("action"));
                break;
            case "a":
                AddAddress(_links, element.GetAttribute("href"));
                break;
            case "input" when string.Equals(element.GetAttribute("type"), "password", StringComparison.OrdinalIgnoreCase):
                _password = true;
                break;
            case "h1" when isOwn && _h1.Count < 3 && !PageParts.IsInvisible(element):
                AddHeading(_h1, element);
                break;
            case "h2" or "h3" or "h4" when isOwn && _subtitle is null && _h1.Count == 1 && !_isTextBelow && !PageParts.IsInvisible(element) && Fold(element.TextContent) is { Length: > 0 and < 100 } subtitle:
                _subtitle = subtitle;
                break;
            case "h2" when isOwn && _h2.Count < 2 && !PageParts.IsInvisible(element):
                AddHeading(_h2, element);
                break;
        }
    }

    private static void AddAddress(List<string> addresses, string? address)
    {
        if (address is { Length: > 0 and < 2000 } && addresses.Count < MaxAddresses)
        {
            addresses.Add(address.ToLowerInvariant());
        }
    }

    private static void AddHeading(List<string> headings, IElement element)
    {
        const int longest = 300;
        if (Fold(element.TextContent) is { Length: > 0 and < longest } text)
        {
            headings.Add(text);
        }
    }

    private static string Fold(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
