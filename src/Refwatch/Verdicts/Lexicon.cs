using System.Reflection;
using System.Text.RegularExpressions;

namespace Refwatch.Verdicts;

/// <summary>
/// The lists of <c>Verdicts/Lexicon</c>: a folder for each language, a file for each list, a word or phrase a line
/// (<c>Lexicon/README.md</c> says what they mean). A list speaks all the languages that have a file of its name.
/// </summary>
internal static partial class Lexicon
{
    private const string Folder = "lexicon/";

    private static readonly ILookup<string, WordFile> Lists = ReadAll().ToLookup(static list => list.Name, StringComparer.Ordinal);

    /// <summary>The languages that an everyday word belongs to.</summary>
    private static readonly ILookup<string, string> Everyday =
        Named("filler", "function", "pointing").SelectMany(static list => list.Lines.Select(word => (Word: WordList.Fold(word), list.Language))).Distinct().ToLookup(static pair => pair.Word, static pair => pair.Language, StringComparer.Ordinal);

    private static readonly HashSet<string> Known = [.. Lists["function"].Select(static list => list.Language)];

    /// <summary>The phrases of some lists, in all languages; <c>{thing}</c> in one stands for any word of the list "thing" of its language.</summary>
    /// <exception cref="ArgumentException">None of the lists exists.</exception>
    public static PhraseBook Phrases(params string[] names) =>
        new([.. Named(names).SelectMany(static list => list.Lines.Select(line => WithWords(line, list.Language)))]);

    /// <summary>The words of some lists, in all languages.</summary>
    /// <exception cref="ArgumentException">None of the lists exists.</exception>
    public static HashSet<string> Words(params string[] names) =>
        Named(names).SelectMany(static list => list.Lines).Select(WordList.Fold).ToHashSet(StringComparer.Ordinal);

    /// <summary>
    /// Is a text in a language whose everyday words are known (it has a list "function")? Of another language's words
    /// nobody can say that they are strange in a notice. Undecided texts count as known. Told from the lists here, since a
    /// notice is too short for <see cref="Extracting.LanguageGuess"/>, which also knows fewer languages.
    /// </summary>
    public static bool KnowsWordsOf(WordList text)
    {
        var hits = text.All.SelectMany(static word => Everyday[word]).CountBy(static language => language).ToDictionary(StringComparer.Ordinal);
        var known = hits.Where(static pair => Known.Contains(pair.Key)).Select(static pair => pair.Value).DefaultIfEmpty().Max();
        return hits.Values.All(count => count <= known);
    }

    private static List<WordFile> Named(params string[] names) =>
        names.SelectMany(name => Lists[name]).ToList() is { Count: > 0 } lists ? lists
            : throw new ArgumentException($"Verdicts/Lexicon has no {string.Join(".txt, ", names)}.txt", nameof(names));

    private static string WithWords(string phrase, string language) =>
        Reference().Replace(phrase, reference => string.Join('|', Named(reference.Groups["list"].Value).Single(list => list.Language == language).Lines));

    private static IEnumerable<WordFile> ReadAll()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var resource in assembly.GetManifestResourceNames().Where(static name => name.StartsWith(Folder, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            var path = resource[Folder.Length..^".txt".Length].Split('/', '\\');
            yield return new WordFile(path[0], path[1], reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        }
    }

    [GeneratedRegex(@"\{(?<list>[a-z-]+)\}", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Reference();

    private sealed record WordFile(string Language, string Name, string[] Lines);
}
