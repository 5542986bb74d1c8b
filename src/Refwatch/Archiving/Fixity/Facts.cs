using System.Text.Encodings.Web;
using System.Text.Json;

namespace Refwatch.Archiving.Fixity;

/// <summary>
/// What several witnesses say of the same subjects, brought together by an external sort, so that an audit's memory does not
/// grow with the archive: what does not fit is in temporary files.
/// </summary>
internal sealed class Facts : IDisposable
{
    private const int CharactersInMemory = 512 * 1024;

    private readonly SortedLines _lines = new(CharactersInMemory);

    /// <param name="subject">What it is about: any text.</param>
    /// <param name="witness">Who says it. Of one subject, witnesses speak in the order of their letters.</param>
    /// <param name="text">What it says: any text.</param>
    public void Add(string subject, char witness, string text) => _lines.Add($"{Escape(subject)}\t{witness}{Escape(text)}");

    /// <summary>All facts, those of one subject together.</summary>
    public IEnumerable<Fact> Read() => _lines.Read().Select(static line =>
    {
        var tab = line.IndexOf('\t');
        return new Fact(Unescape(line[..tab]), line[tab + 1], Unescape(line[(tab + 2)..]));
    });

    /// <summary>All facts, a subject at a time: for subjects of which there is little to say.</summary>
    public IEnumerable<IReadOnlyList<Fact>> ReadBySubject()
    {
        var facts = new List<Fact>();
        foreach (var fact in Read())
        {
            if (facts.Count > 0 && facts[0].Subject != fact.Subject)
            {
                yield return facts;
                facts = [];
            }

            facts.Add(fact);
        }

        if (facts.Count > 0)
        {
            yield return facts;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lines.Dispose();

    // A damaged index may hold any character, also those that end a line.
    private static string Escape(string text) => text.AsSpan().ContainsAnyInRange('\0', '\x1f') || text.Contains('\\')
        ? "\\" + JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)
        : text;

    private static string Unescape(string text) => text.StartsWith('\\') ? JsonSerializer.Deserialize<string>($"\"{text[1..]}\"")! : text;
}

/// <param name="Subject">What it is about.</param>
/// <param name="Witness">Who says it.</param>
/// <param name="Text">What it says.</param>
internal readonly record struct Fact(string Subject, char Witness, string Text);
