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

    public static string File { get; } = Path.Combine(DevelopmentData.Repository, "docs", "quality.md");

    public static void Write(string subject, string markdown)
    {
        var (start, end) = ($"<!-- {subject} -->", $"<!-- /{subject} -->");
        var part = $"{start}\n{markdown.Trim()}\n{end}\n";
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        var text = System.IO.File.Exists(File) ? System.IO.File.ReadAllText(File) : Head;
        var from = text.IndexOf(start, StringComparison.Ordinal);
        var to = text.IndexOf(end, StringComparison.Ordinal);
        text = from < 0 || to < from ? $"{text.TrimEnd()}\n\n{part}" : text[..from] + part + text[(to + end.Length)..].TrimStart('\n');
        System.IO.File.WriteAllText(File, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }
}
