using System.Text;

namespace Refwatch.Citing;

/// <summary>Text as a browser would show it: runs of white space are one space, line breaks are '\n', invisible characters are gone.</summary>
internal sealed class FoldedText
{
    private readonly StringBuilder _text = new();

    public int Length => _text.Length;

    /// <summary>The last visible character; '\0' when there is none.</summary>
    public char Last => _text.Length == 0 ? '\0' : _text[^1];

    public void Append(string text)
    {
        foreach (var character in text)
        {
            Append(character);
        }
    }

    public void BreakLine()
    {
        while (Last == ' ')
        {
            _text.Length--;
        }

        if (Last is not ('\0' or '\n'))
        {
            _text.Append('\n');
        }
    }

    public void Clear() => _text.Clear();

    public override string ToString() => _text.ToString();

    private void Append(char character)
    {
        // Zero-width space, word joiner, byte order mark, soft hyphen, directional marks.
        if (character is '\u200B' or '\u2060' or '\uFEFF' or '\u00AD' or '\u200E' or '\u200F')
        {
            return;
        }

        if (!char.IsWhiteSpace(character))
        {
            _text.Append(character);
        }
        else if (Last is not ('\0' or ' ' or '\n'))
        {
            _text.Append(' ');
        }
    }
}
