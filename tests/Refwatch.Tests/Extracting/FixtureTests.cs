using System.Text.Json;
using Refwatch.Extracting;
using Refwatch.Fetching;
using Xunit;

namespace Refwatch.Tests.Extracting;

/// <summary>fixtures/CASE/page.html against expected.txt (a line a block: its kind, a colon, its text) and expected.json.</summary>
public class FixtureTests
{
    internal static string Folder { get; } = Path.Combine(DevelopmentData.Repository, "tests", "Refwatch.Tests", "Extracting", "fixtures");

    public static TheoryData<string> Cases()
    {
        var cases = new TheoryData<string>();
        foreach (var folder in Directory.GetDirectories(Folder).Order(StringComparer.Ordinal)) cases.Add(Path.GetFileName(folder));
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Blocks_are_as_expected(string name)
    {
        var content = Read(name);

        var actual = string.Join('\n', content.Blocks.Select(static block => $"{block.Kind}: {block.Text}"));

        Assert.Equal(File.ReadAllText(Path.Combine(Folder, name, "expected.txt")).Trim(), actual);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Metadata_are_as_expected(string name)
    {
        var content = Read(name);

        using var expected = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, name, "expected.json")));
        using var actual = JsonDocument.Parse(JsonSerializer.SerializeToUtf8Bytes(new
        {
            title = content.Title,
            byline = content.Byline,
            publisher = content.Publisher,
            language = content.Language,
            canonicalUrl = content.CanonicalUrl?.AbsoluteUri,
            published = content.Published,
            modified = content.Modified,
            isAccessibleForFree = content.IsAccessibleForFree,
            notComparable = content.NotComparable,
        }));
        foreach (var property in expected.RootElement.EnumerateObject())
        {
            Assert.Equal($"{property.Name}: {property.Value}", $"{property.Name}: {actual.RootElement.GetProperty(property.Name)}");
        }
    }

    private static PageContent Read(string name) => ContentExtractor.Extract(WebDocument.FromBytes(
        new Uri($"https://news.example/stories/{name}"), File.ReadAllBytes(Path.Combine(Folder, name, "page.html")), "text/html; charset=utf-8"));
}
