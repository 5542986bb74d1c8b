using System.Buffers;

namespace Refwatch.Citing.Wikitext;

/// <summary>
/// Finds templates, links, comments and extension tags as MediaWiki's own preprocessor does (Preprocessor_Hash::buildDomTreeArrayFromText):
/// in one pass, with a stack of what is open; what is never closed is text.
/// </summary>
internal sealed class WikitextParser
{
    // MediaWiki's $wgMaxTemplateDepth is 40 as well: what lies deeper is text here and an error there.
    private const int MaxDepth = 40;

    // "{{{{{{": a template in a template in a template; of a longer run, the first braces are text.
    private const int MaxBraces = 6;

    private static readonly SearchValues<char> Marks = SearchValues.Create("<{}[]|");

    private readonly string _source;
    private readonly int _end;
    private readonly TagScanner _tags;
    private readonly List<Frame> _frames = [];
    private readonly List<WikitextNode> _root = [];
    private int _at;

    private WikitextParser(string source, int start, int end, int tagDepth)
    {
        (_source, _at, _end) = (source, start, end);
        _tags = new TagScanner(source, end, tagDepth);
    }

    public static IReadOnlyList<WikitextNode> Parse(string source) => Parse(source, 0, source.Length, tagDepth: 0);

    /// <param name="source">The whole source.</param>
    /// <param name="start">Where to begin.</param>
    /// <param name="end">Where to end.</param>
    /// <param name="tagDepth">In how many extension tags this range lies.</param>
    public static IReadOnlyList<WikitextNode> Parse(string source, int start, int end, int tagDepth)
    {
        var parser = new WikitextParser(source, start, end, tagDepth);
        parser.Run();
        return parser._root;
    }

    private List<WikitextNode> Current => _frames.Count == 0 ? _root : _frames[^1].Nodes;

    private void Run()
    {
        while (_at < _end)
        {
            var skip = _source.AsSpan(_at, _end - _at).IndexOfAny(Marks);
            if (skip != 0)
            {
                Text(skip < 0 ? _end - _at : skip);
                continue;
            }

            switch (_source[_at])
            {
                case '<':
                    Tag();
                    break;
                case '|':
                    Pipe();
                    break;
                case ('{' or '[') and var opener:
                    Open(opener, RunLength(opener));
                    break;
                case var closer:
                    Close(closer, RunLength(closer));
                    break;
            }
        }

        // What is still open is text; its pieces go to the page in their order.
        foreach (var frame in _frames)
        {
            frame.FlattenInto(_root);
        }
    }

    private void Tag()
    {
        if (_tags.Read(_at) is { } node)
        {
            Current.Add(node);
            _at = node.End;
        }
        else
        {
            Text(1);
        }
    }

    private void Open(char character, int run)
    {
        if (run < 2 || _frames.Count >= MaxDepth)
        {
            Text(run);
            return;
        }

        var most = character == '[' ? 2 : MaxBraces;
        if (run > most)
        {
            Text(run - most);
            run = most;
        }

        _frames.Add(new Frame(character, _at, run));
        _at += run;
        _frames[^1].BeginPart(_at);
    }

    private void Pipe()
    {
        if (_frames.Count == 0)
        {
            Text(1);
            return;
        }

        _frames[^1].EndPart(_at++);
        _frames[^1].BeginPart(_at);
    }

    private void Close(char character, int run)
    {
        if (_frames.Count == 0 || _frames[^1].Closer != character || run < 2)
        {
            Text(run);
            return;
        }

        var frame = _frames[^1];
        if (character == ']' && ExternalLinks.SchemeLength(_source.AsSpan(frame.Start + 2)) > 2)
        {
            // "[[https://… title]]" is no wiki link, but an external one in brackets.
            _frames.RemoveAt(_frames.Count - 1);
            frame.FlattenInto(Current);
            Text(2);
            return;
        }

        var matched = character == ']' ? 2 : Math.Min(Math.Min(run, frame.Count), 3);
        frame.EndPart(_at);
        _at += matched;
        _frames.RemoveAt(_frames.Count - 1);
        var left = frame.Count - matched;
        var node = Node(frame, frame.Start + left, matched);
        if (left >= 2)
        {
            var outer = new Frame('{', frame.Start, left);
            outer.BeginPart(frame.Start + left);
            outer.Nodes.Add(node);
            _frames.Add(outer);
            return;
        }

        if (left == 1)
        {
            AddText(Current, frame.Start, frame.Start + 1);
        }

        Current.Add(node);
    }

    private WikitextNode Node(Frame frame, int start, int matched) =>
        frame.Opener == '[' ? new LinkNode(start, _at, frame.Parts)
        : matched == 3 ? new ArgumentNode(start, _at, frame.Parts)
        : TemplateShape.Read(_source, start, _at, frame.Parts);

    private void Text(int length)
    {
        AddText(Current, _at, _at + length);
        _at += length;
    }

    private int RunLength(char character)
    {
        var end = _at;
        while (end < _end && _source[end] == character)
        {
            end++;
        }

        return end - _at;
    }

    private static void AddText(List<WikitextNode> nodes, int start, int end)
    {
        if (start == end)
        {
            return;
        }

        if (nodes.Count > 0 && nodes[^1] is TextNode last && last.End == start)
        {
            nodes[^1] = new TextNode(last.Start, end);
        }
        else
        {
            nodes.Add(new TextNode(start, end));
        }
    }

    /// <summary>Something opened: braces or brackets, and the parts between its pipes.</summary>
    private sealed class Frame(char opener, int start, int count)
    {
        private int _partStart;

        public char Opener => opener;

        public char Closer => opener == '{' ? '}' : ']';

        public int Start => start;

        /// <summary>How many characters opened it.</summary>
        public int Count => count;

        public List<WikitextPart> Parts { get; } = [];

        /// <summary>Of the part that is open.</summary>
        public List<WikitextNode> Nodes { get; private set; } = [];

        public void BeginPart(int at) => (_partStart, Nodes) = (at, []);

        public void EndPart(int at) => Parts.Add(new WikitextPart(_partStart, at, Nodes));

        public void FlattenInto(List<WikitextNode> nodes)
        {
            AddText(nodes, start, start + count);
            foreach (var part in Parts)
            {
                Append(nodes, part.Nodes);
                AddText(nodes, part.End, part.End + 1);
            }

            Append(nodes, Nodes);
        }

        private static void Append(List<WikitextNode> nodes, List<WikitextNode> more)
        {
            foreach (var node in more)
            {
                if (node is TextNode)
                {
                    AddText(nodes, node.Start, node.End);
                }
                else
                {
                    nodes.Add(node);
                }
            }
        }

        private static void Append(List<WikitextNode> nodes, IReadOnlyList<WikitextNode> more) => Append(nodes, (List<WikitextNode>)more);
    }
}
