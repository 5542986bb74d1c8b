using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Refwatch.Watching;

/// <summary>
/// Walks a watch list's YAML event by event and collects what is wrong. Nothing is built that the list does not need:
/// aliases are refused (no "billion laughs"), nesting is bounded, unknown parts are skipped without recursion.
/// </summary>
internal sealed class WatchListYaml(string file, string text)
{
    private const int MaxDepth = 16;
    private const int MaxErrors = 50;

    private readonly Parser _parser = new(new StringReader(text));
    private readonly List<WatchListError> _errors = [];
    private int _depth;
    private int _unlisted;

    public IReadOnlyList<WatchListError> Errors =>
        _unlisted == 0 ? _errors : [.. _errors, new(file, 0, 0, $"and {_unlisted} more errors", "mend these first")];

    /// <summary>Where the next value begins.</summary>
    public Mark Here => _parser.Current!.Start;

    public bool IsMapping => _parser.Current is MappingStart;

    public bool IsSequence => _parser.Current is SequenceStart;

    /// <summary>Reads the file's one document; false when it is empty. A syntax error ends the reading and is one of the errors.</summary>
    public bool Document(Action readRoot)
    {
        try
        {
            Next();
            Next();
            if (_parser.Current is StreamEnd)
            {
                return false;
            }

            Next();
            readRoot();
            Next();
            if (_parser.Current is DocumentStart second)
            {
                Fail(second.Start, "a second YAML document begins", "keep one list a file and remove the line '---'");
            }
        }
        catch (YamlException broken)
        {
            FailSyntax(broken);
        }

        return true;
    }

    /// <summary>Reads a mapping; each known key's reader must read exactly one value.</summary>
    public void Mapping(string what, string example, IReadOnlyDictionary<string, Action> keys)
    {
        if (_parser.Current is not MappingStart)
        {
            FailShape(what, "keys and values", example);
            return;
        }

        Next();
        var seen = new Dictionary<string, Mark>(StringComparer.Ordinal);
        while (_parser.Current is not MappingEnd)
        {
            var at = Here;
            var key = (_parser.Current as Scalar)?.Value;
            Skip();
            if (key is null || !keys.TryGetValue(key, out var read))
            {
                Fail(at, key is null ? $"a key of {what} is not a word" : $"{what} has no key '{Shortened(key)}'", WatchListSpelling.Suggest(key, keys.Keys));
                Skip();
            }
            else if (!seen.TryAdd(key, at))
            {
                Fail(at, $"'{key}' stands here a second time", $"merge it with line {seen[key].Line}");
                Skip();
            }
            else
            {
                read();
            }
        }

        Next();
    }

    /// <summary>Reads a list that must not be empty; the reader must read exactly one value.</summary>
    public void Sequence(string what, string example, Action readItem)
    {
        if (_parser.Current is not SequenceStart)
        {
            FailShape(what, "a list", example);
            return;
        }

        var at = Here;
        Next();
        if (_parser.Current is SequenceEnd)
        {
            Fail(at, $"{what} is empty", $"remove it, or write {example}");
        }

        while (_parser.Current is not SequenceEnd)
        {
            readItem();
        }

        Next();
    }

    /// <summary>Reads a text of one line; null, and an error, when the value is something else or nothing.</summary>
    public string? Text(string what, string example)
    {
        if (_parser.Current is not Scalar scalar || IsNull(scalar))
        {
            FailShape(what, "a text", example);
            return null;
        }

        var at = Here;
        Next();
        var value = scalar.Value.Trim();
        if (value.Length is 0 or > 4096 || value.Any(char.IsControl))
        {
            Fail(at, $"{what} must be one line of 1 to 4096 characters", $"write {example}");
            return null;
        }

        return value;
    }

    /// <summary>Passes over one value, whatever it is.</summary>
    public void Skip()
    {
        var open = 0;
        do
        {
            open += _parser.Current!.NestingIncrease;
            Next();
        }
        while (open > 0);
    }

    public void Fail(Mark at, string problem, string fix)
    {
        if (_errors.Count == MaxErrors)
        {
            _unlisted++;
            return;
        }

        _errors.Add(new WatchListError(file, (int)at.Line, (int)at.Column, problem, fix));
    }

    /// <summary>A value from the file as an error message may repeat it.</summary>
    public static string Shortened(string value) => value.Length <= 80 ? value : string.Concat(value.AsSpan(0, 79), "…");

    private void FailSyntax(YamlException broken)
    {
        // The parser blames the key above; a tab is the usual reason (YAML 1.2.2, section 6.1: no tabs in indentation).
        var lines = text.Split('\n');
        var tab = Array.FindIndex(lines, static line => line.TrimStart(' ').StartsWith('\t') && line.Trim().Length > 0);
        if (tab >= broken.Start.Line - 1 && tab <= broken.End.Line)
        {
            Fail(new Mark(0, tab + 1, lines[tab].IndexOf('\t') + 1), "this is not YAML: the line is indented with a tab", "indent with spaces");
        }
        else
        {
            Fail(broken.Start, $"this is not YAML: {OneLine(broken.Message)}", "check indentation, quotes and colons on this line and the one above");
        }
    }

    private void FailShape(string what, string shape, string example)
    {
        var found = _parser.Current switch
        {
            MappingStart => $"{what} must be {shape}, but holds keys and values",
            SequenceStart => $"{what} must be {shape}, but is a list",
            Scalar scalar when IsNull(scalar) => $"{what} is empty",
            _ => $"{what} must be {shape}, but is a text",
        };
        Fail(Here, found, $"write {example}");
        Skip();
    }

    private void Next()
    {
        var last = _parser.Current?.End ?? Mark.Empty;
        try
        {
            if (!_parser.MoveNext())
            {
                throw new YamlException(last, last, "the file ends too early");
            }
        }
        catch (Exception broken) when (broken is not YamlException)
        {
            // Seen with YamlDotNet 16.3: InvalidOperationException from the scanner on "[a\nb: c".
            throw new YamlException(last, last, "a bracket or a quote is not closed", broken);
        }

        _depth += _parser.Current!.NestingIncrease;
        if (_depth > MaxDepth)
        {
            throw new YamlException(Here, Here, $"nested more than {MaxDepth} deep");
        }

        if (_parser.Current is AnchorAlias alias)
        {
            throw new YamlException(alias.Start, alias.End, $"the alias '*{Shortened(alias.Value.Value)}' is not understood in watch lists, write the value out");
        }
    }

    private static bool IsNull(Scalar scalar) => scalar.Style == ScalarStyle.Plain && scalar.Value is "" or "~" or "null";

    private static string OneLine(string message) => Shortened(message.ReplaceLineEndings(" "));
}
