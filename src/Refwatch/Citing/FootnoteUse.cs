namespace Refwatch.Citing;

/// <summary>What the markers of one footnote say of it.</summary>
internal sealed class FootnoteUse
{
    private readonly List<IReadOnlyList<PassageSentence>> _passages = [];

    /// <summary>As readers see it; null when no marker points at the note.</summary>
    public string? Label { get; private set; }

    public string? Name { get; private set; }

    /// <summary>The sentences of all markers, each once, in the order of the page.</summary>
    public IReadOnlyList<PassageSentence> Passage => _passages switch
    {
        [] => [],
        [var only] => only,
        _ => Merged(),
    };

    public void Add(Marker marker, IReadOnlyList<PassageSentence> passage)
    {
        Label ??= marker.Label;
        Name ??= marker.Name;
        if (_passages.Count == 0 || !ReferenceEquals(_passages[^1], passage))
        {
            _passages.Add(passage);
        }
    }

    private List<PassageSentence> Merged()
    {
        var merged = new List<PassageSentence>();
        var indexes = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var sentence in _passages.SelectMany(static passage => passage))
        {
            if (indexes.TryAdd(sentence.Text, merged.Count))
            {
                merged.Add(sentence);
            }
            else if (sentence.Support == Support.Direct)
            {
                merged[indexes[sentence.Text]] = sentence;
            }
        }

        return merged;
    }
}
