using System.Text;

namespace Refwatch.Archiving;

/// <summary>
/// Lines sorted by code unit (LC_ALL=C) in bounded memory: full runs go to temporary files and are merged, however many there
/// are. A line holds no line end.
/// </summary>
internal sealed class SortedLines(int maxCharacters = 8 * 1024 * 1024) : IDisposable
{
    /// <summary>So many runs of one level become one of the next: a line is rewritten once a level, and few files are open at once.</summary>
    private const int RunsOfALevel = 32;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly List<string> _lines = [];
    private readonly List<List<string>> _levels = [];
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
        return Merge(_levels.SelectMany(static runs => runs).Select(File.ReadLines).Append(_lines));
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
        AddRun(_lines, level: 0);
        _lines.Clear();
        _characters = 0;
    }

    private void AddRun(IEnumerable<string> lines, int level)
    {
        _folder ??= Directory.CreateTempSubdirectory("refwatch-sort-");
        var run = Path.Combine(_folder.FullName, $"{_names++}");
        File.WriteAllLines(run, lines, Utf8);
        if (_levels.Count == level)
        {
            _levels.Add([]);
        }

        _levels[level].Add(run);
        if (_levels[level].Count == RunsOfALevel)
        {
            AddRun(Merge(_levels[level].Select(File.ReadLines)), level + 1);
            _levels[level].ForEach(File.Delete);
            _levels[level].Clear();
        }
    }
}
