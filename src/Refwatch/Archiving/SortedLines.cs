using System.Text;

namespace Refwatch.Archiving;

/// <summary>
/// Lines sorted by code unit (LC_ALL=C) in bounded memory: full runs go to temporary files and are merged, however many there
/// are. A line holds no line end.
/// </summary>
internal sealed class SortedLines(int maxCharacters = 8 * 1024 * 1024) : IDisposable
{
    /// <summary>Open files at once.</summary>
    private const int MaxRuns = 64;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly List<string> _lines = [];
    private readonly List<string> _runs = [];
    private DirectoryInfo? _folder;
    private int _characters;
    private int _names;

    public void Add(string line)
    {
        _lines.Add(line);
        _characters += line.Length;
        if (_characters >= maxCharacters)
        {
            Spill();
        }
    }

    /// <summary>All lines in order.</summary>
    public IEnumerable<string> Read()
    {
        _lines.Sort(StringComparer.Ordinal);
        return Merge(_runs.Select(File.ReadLines).Append(_lines));
    }

    /// <inheritdoc/>
    public void Dispose() => _folder?.Delete(recursive: true);

    private static IEnumerable<string> Merge(IEnumerable<IEnumerable<string>> runs)
    {
        var heads = new PriorityQueue<IEnumerator<string>, string>(StringComparer.Ordinal);
        foreach (var run in runs)
        {
            Enqueue(run.GetEnumerator());
        }

        while (heads.TryDequeue(out var run, out var line))
        {
            yield return line;
            Enqueue(run);
        }

        void Enqueue(IEnumerator<string> run)
        {
            if (run.MoveNext())
            {
                heads.Enqueue(run, run.Current);
            }
            else
            {
                run.Dispose();
            }
        }
    }

    private void Spill()
    {
        _lines.Sort(StringComparer.Ordinal);
        Write(_lines);
        _lines.Clear();
        _characters = 0;
        if (_runs.Count == MaxRuns)
        {
            var merged = _runs.ToList();
            _runs.Clear();
            Write(Merge(merged.Select(File.ReadLines)));
            merged.ForEach(File.Delete);
        }
    }

    private void Write(IEnumerable<string> lines)
    {
        _folder ??= Directory.CreateTempSubdirectory("refwatch-sort-");
        var run = Path.Combine(_folder.FullName, $"{_names++}");
        File.WriteAllLines(run, lines, Utf8);
        _runs.Add(run);
    }
}
