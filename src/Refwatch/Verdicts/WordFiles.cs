using System.Reflection;

namespace Refwatch.Verdicts;

/// <summary>
/// The word lists of <c>Verdicts/Words</c>: one file for each list and language, one word a line, or a stem with <c>*</c>
/// for its endings. Words stand as <see cref="WordList"/> folds them: lower case, е for ё, no apostrophes.
/// </summary>
internal static class WordFiles
{
    /// <summary>The words of a list ("site", "function", "filler") in all languages.</summary>
    public static HashSet<string> Read(string list)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var files = assembly.GetManifestResourceNames().Where(name => name.StartsWith($"words/{list}.", StringComparison.Ordinal));
        return files.SelectMany(file => Lines(assembly, file)).ToHashSet(StringComparer.Ordinal);
    }

    private static string[] Lines(Assembly assembly, string file)
    {
        using var stream = assembly.GetManifestResourceStream(file)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
