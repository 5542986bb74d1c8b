namespace Refwatch.Claims;

/// <summary>A word, a number or a mark of a text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Offset in the text, in UTF-16 units.</param>
/// <param name="End">Offset behind it.</param>
/// <param name="Key">
/// What stays when typography goes: a word in lower case, NFC, without soft hyphens, ё as е; a number with "." for decimals and no groups;
/// every quotation mark as ", every dash as -.
/// </param>
internal readonly record struct Token(TokenKind Kind, int Start, int End, string Key)
{
    public bool IsMark(string mark) => Kind == TokenKind.Mark && Key == mark;
}

internal enum TokenKind
{
    Word,
    Number,
    Mark,
}
