using System.Text;

namespace Refwatch.Archiving.Exporting;

/// <summary>Lines sorted by code unit (LC_ALL=C) in bounded memory: full runs go to temporary files and are merged at the end.</summary>
internal sealed class SortedLines(int maxCharacters = 8 * 1024 * 1024) : IDisposable
{
    private readonly List<string> _lines = [];
    private readonly List<string> _runs = [];
    private DirectoryInfo? _folder;
    private int _characters;

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
        var heads = new PriorityQueue<IEnumerator<string>, string>(StringComparer.Ordinal);
        foreach (var run in _runs.Select(File.ReadLines).Append(_lines))
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

    /// <inheritdoc/>
    public void Dispose() => _folder?.Delete(recursive: true);

    private void Spill()
    {
        _folder ??= Directory.CreateTempSubdirectory("refwatch-export-");
        _lines.Sort(StringComparer.Ordinal);
        var run = Path.Combine(_folder.FullName, $"{_runs.Count}");
        File.WriteAllLines(run, _lines, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        _runs.Add(run);
        _lines.Clear();
        _characters = 0;
    }
}
