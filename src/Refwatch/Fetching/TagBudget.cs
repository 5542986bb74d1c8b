using AngleSharp.Html.Parser;

namespace Refwatch.Fetching;

/// <summary>
/// What one page may cost to parse. Tags that would nest too deep are not admitted, nor are their end tags (their text
/// stays); a page whose tags cost too much all the same ends there. None of 313 real pages comes to any of these bounds.
/// </summary>
internal sealed class TagBudget
{
    public const int MaxAttributes = 256;

    private const int MaxOpen = 768;
    private const int MaxOpenFormatting = 32;
    private const int MaxElements = 1_000_000;
    private const long MaxSteps = 50_000_000;

    private readonly Dictionary<string, int> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _leftOut = new(StringComparer.Ordinal);
    private readonly ForeignContent _foreign = new();
    private int _openElements;
    private int _openFormatting;
    private int _perhapsOpen;
    private int _elements;
    private long _steps;

    /// <summary>The page costs too much even without the tags that were not admitted.</summary>
    public bool IsSpent => _steps > MaxSteps || _elements > MaxElements;

    /// <summary>Counts a token of the page and tells whether the tree builder may have it.</summary>
    public bool Admits(HtmlTokenType type, string name, bool selfClosing)
    {
        _steps += 1 + _openElements + _perhapsOpen;
        return type switch
        {
            HtmlTokenType.StartTag => Open(name, selfClosing),
            HtmlTokenType.EndTag => Close(name),
            _ => true,
        };
    }

    private bool Open(string tag, bool selfClosing)
    {
        _elements += 1 + _openFormatting;
        _foreign.Open(tag, selfClosing);
        if (HtmlReader.IsVoid(tag) || HasOptionalEnd(tag)) return true;

        var name = Kind(tag);
        if (selfClosing && (_foreign.IsInside || tag is "svg" or "math"))
        {
            if (_foreign.IsInside && !_foreign.IsCertain) _perhapsOpen++;
            return true;
        }

        var formatting = IsFormatting(tag);
        if (formatting ? _openFormatting >= MaxOpenFormatting : _openElements >= MaxOpen)
        {
            Count(_leftOut, name, 1);
            return false;
        }

        if (ClosesItsLike(tag) && _open.GetValueOrDefault(name) > 0) return true;
        Count(_open, name, 1);
        _openElements++;
        if (formatting) _openFormatting++;
        return true;
    }

    private bool Close(string tag)
    {
        _foreign.Close(tag);
        if (HtmlReader.IsVoid(tag) || HasOptionalEnd(tag)) return true;

        var name = Kind(tag);
        if (_leftOut.GetValueOrDefault(name) > 0)
        {
            Count(_leftOut, name, -1);
            return false;
        }

        if (_open.GetValueOrDefault(name) == 0) return true;
        Count(_open, name, -1);
        _openElements--;
        if (IsFormatting(tag)) _openFormatting--;
        return true;
    }

    private static void Count(Dictionary<string, int> counts, string name, int by) => counts[name] = counts.GetValueOrDefault(name) + by;

    /// <summary>Any heading's end tag closes any heading (WHATWG HTML, section 13.2.6.4.7).</summary>
    private static string Kind(string tag) => tag is ['h', >= '1' and <= '6'] ? "h" : tag;

    /// <summary>Elements that their successor or parent closes: as many open as containers, whatever is written.</summary>
    private static bool HasOptionalEnd(string tag) => tag is "html" or "head" or "body" or "p" or "li" or "dd" or "dt" or "option"
        or "optgroup" or "rb" or "rt" or "rtc" or "rp" or "caption" or "colgroup" or "thead" or "tbody" or "tfoot" or "tr" or "td" or "th";

    /// <summary>Elements of which one at most is open, since a second start tag closes the first or is ignored.</summary>
    private static bool ClosesItsLike(string tag) => tag is "a" or "nobr" or "button" or "form" or "select";

    /// <summary>The list of active formatting elements may hold many of these (WHATWG HTML, section 13.2.4.2).</summary>
    private static bool IsFormatting(string tag) => tag is "b" or "big" or "code" or "em" or "font" or "i" or "s" or "small" or "strike"
        or "strong" or "tt" or "u";
}
