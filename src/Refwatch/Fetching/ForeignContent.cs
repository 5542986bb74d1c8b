namespace Refwatch.Fetching;

/// <summary>
/// Follows whether a page's tags are inside SVG or MathML, where "&lt;path/&gt;" is closed by its slash (WHATWG HTML, section
/// 13.2.6.5). Only the tree builder knows for sure: HTML may stand inside, and some HTML tags lead out of it.
/// </summary>
internal sealed class ForeignContent
{
    private int _roots;
    private Doubt _doubt;

    public enum Doubt
    {
        /// <summary>Foreign, if inside of a root at all.</summary>
        None,

        /// <summary>In a title or desc, where HTML may stand but none has come.</summary>
        InText,

        /// <summary>HTML may have begun.</summary>
        Lasting,
    }

    public bool IsInside => _roots > 0;

    public bool IsCertain => _doubt == Doubt.None;

    public void Open(string tag, bool selfClosing)
    {
        if (tag is "svg" or "math")
        {
            if (selfClosing) return;
            if (_roots++ == 0) _doubt = Doubt.None;
        }

        if (_roots == 0 || _doubt == Doubt.Lasting) return;

        if (_doubt == Doubt.InText || LeadsOut(tag)) _doubt = Doubt.Lasting;
        else if (tag is "title" or "desc" && !selfClosing) _doubt = Doubt.InText;
    }

    public void Close(string tag)
    {
        if (tag is "svg" or "math" && _roots > 0) _roots--;
        if (tag is "p" or "br") _doubt = Doubt.Lasting;
        if (tag is "title" or "desc" && _doubt == Doubt.InText) _doubt = Doubt.None;
    }

    /// <summary>Tags that end foreign content, and elements whose children are HTML.</summary>
    private static bool LeadsOut(string tag) => tag is "b" or "big" or "blockquote" or "body" or "br" or "center" or "code" or "dd" or "div"
        or "dl" or "dt" or "em" or "embed" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "head" or "hr" or "i" or "img" or "li"
        or "listing" or "menu" or "meta" or "nobr" or "ol" or "p" or "pre" or "ruby" or "s" or "small" or "span" or "strong" or "strike"
        or "sub" or "sup" or "table" or "tt" or "u" or "ul" or "var" or "font"
        or "foreignobject" or "annotation-xml" or "mi" or "mo" or "mn" or "ms" or "mtext";
}
