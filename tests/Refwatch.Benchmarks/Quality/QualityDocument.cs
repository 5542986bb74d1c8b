using System.Text;
using Refwatch.Tests;

namespace Refwatch.Benchmarks.Quality;

/// <summary>docs/quality.md: a part for each subject, between markers, so that measuring one subject leaves the others' figures alone.</summary>
internal static class QualityDocument
{
    private const string Head = """
        # Quality, measured

        Written by `dotnet run -c Release --project tests/Refwatch.Benchmarks -- quality`; do not edit. The pages and labelled sets lie outside
        of the repository (see `tests/Refwatch.Tests/DevelopmentData.cs`).

        """;

    /// <summary>Writes a subject's part.</summary>
    /// <param name="subject">What was measured.</param>
    /// <param name="markdown">The figures.</param>
    /// <param name="document">Another document in docs/ that has a part of that name.</param>
    public static void Write(string subject, string markdown, string document = "quality.md")
    {
        var file = Path.Combine(DevelopmentData.Repository, "docs", document);
        var (start, end) = ($"<!-- {subject} -->", $"<!-- /{subject} -->");
        var part = $"{start}\n{markdown.Trim()}\n{end}\n";
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var text = File.Exists(file) ? File.ReadAllText(file) : Head;
        var from = text.IndexOf(start, StringComparison.Ordinal);
        var to = text.IndexOf(end, StringComparison.Ordinal);
        text = from < 0 || to < from ? $"{text.TrimEnd()}\n\n{part}" : text[..from] + part + text[(to + end.Length)..].TrimStart('\n');
        File.WriteAllText(file, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }
}
