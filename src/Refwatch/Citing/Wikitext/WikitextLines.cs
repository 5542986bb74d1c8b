namespace Refwatch.Citing.Wikitext;

/// <summary>
/// What the beginnings of lines mean: paragraphs end at an empty line, list items and headings with their line, a table's
/// cells at its pipes (mediawiki.org, Help:Formatting, Help:Tables).
/// </summary>
internal sealed class WikitextLines(WikitextLines.TextSink append, Action endBlock, Action endRow)
{
    private bool _atLineStart = true;
    private bool _endsWithLine;
    private int _tables;

    public delegate void TextSink(ReadOnlySpan<char> text);

    public bool IsInTable => _tables > 0;

    /// <summary>Something that is not text stands here: it begins no line.</summary>
    public void Interrupt() => _atLineStart = false;

    public void Read(ReadOnlySpan<char> text)
    {
        while (text.Length > 0)
        {
            var newLine = text.IndexOf('\n');
            var line = newLine < 0 ? text : text[..newLine];
            Line(line);
            if (newLine < 0)
            {
                return;
            }

            EndLine(isEmpty: _atLineStart && line.IsWhiteSpace());
            text = text[(newLine + 1)..];
        }
    }

    private void EndLine(bool isEmpty)
    {
        if (isEmpty || _endsWithLine)
        {
            endBlock();
        }
        else
        {
            append("\n");
        }

        (_atLineStart, _endsWithLine) = (true, false);
    }

    private void Line(ReadOnlySpan<char> line)
    {
        if (line.IsWhiteSpace())
        {
            if (!_atLineStart)
            {
                append(line);
            }

            return;
        }

        if (_atLineStart && Begins(ref line))
        {
            _atLineStart = false;
        }

        _atLineStart = false;
        if (IsInTable && !_endsWithLine)
        {
            Cells(line);
        }
        else
        {
            append(line);
        }
    }

    /// <summary>Reads what a line begins with; returns whether that began a block.</summary>
    private bool Begins(ref ReadOnlySpan<char> line)
    {
        var start = line.TrimStart();
        if (start.StartsWith("{|"))
        {
            endBlock();
            _tables++;
            line = [];
        }
        else if (IsInTable && start.StartsWith("|}"))
        {
            endBlock();
            endRow();
            _tables--;
            line = start[2..];
        }
        else if (IsInTable && start.StartsWith("|-"))
        {
            endBlock();
            endRow();
            line = [];
        }
        else if (IsInTable && start[0] is '|' or '!')
        {
            endBlock();
            line = WithoutAttributes(start[(start.StartsWith("|+") ? 2 : 1)..]);
        }
        else if (line[0] is '*' or '#' or ':' or ';' or '=' || line.StartsWith("----"))
        {
            endBlock();
            _endsWithLine = true;
            line = line.TrimStart("*#:;=- ").TrimEnd("= ");
        }
        else
        {
            return false;
        }

        return true;
    }

    private void Cells(ReadOnlySpan<char> line)
    {
        while (line.Length > 0)
        {
            var next = line.IndexOf("||");
            next = next < 0 ? line.IndexOf("!!") : next;
            append(next < 0 ? line : line[..next]);
            if (next < 0)
            {
                return;
            }

            endBlock();
            line = WithoutAttributes(line[(next + 2)..]);
        }
    }

    // "| style=… | text"
    private static ReadOnlySpan<char> WithoutAttributes(ReadOnlySpan<char> cell)
    {
        var pipe = cell.IndexOf('|');
        var isAttributes = pipe > 0 && cell[..pipe].Contains('=') && (pipe + 1 >= cell.Length || cell[pipe + 1] != '|');
        return isAttributes ? cell[(pipe + 1)..] : cell;
    }
}
