using System.Text.Json.Nodes;
using Refwatch.Citing;
using Refwatch.Fetching;
using Refwatch.Storage;
using Xunit;

namespace Refwatch.Tests.Citing;

/// <summary>fixtures/LANGUAGE-RENDERING/article.html, read, is expected.json: every reference, address, date and cited sentence.</summary>
public sealed class ArticleFixtureTests
{
    [Theory]
    [InlineData("en-legacy")]
    [InlineData("en-parsoid")]
    [InlineData("ru-legacy")]
    [InlineData("ru-parsoid")]
    [InlineData("kk-legacy")]
    [InlineData("kk-parsoid")]
    public void Article_has_exactly_the_expected_references(string name)
    {
        var folder = Path.Combine(DevelopmentData.Repository, "tests", "Refwatch.Tests", "Citing", "fixtures", name);
        var document = WebDocument.FromBytes(new Uri("file:///article.html"), File.ReadAllBytes(Path.Combine(folder, "article.html")), "text/html");

        var found = JsonNode.Parse(Json.Write(ReferenceReader.Read(document)));

        var differences = new List<string>();
        Compare(JsonNode.Parse(File.ReadAllBytes(Path.Combine(folder, "expected.json"))), found, name, differences);
        Assert.True(differences.Count == 0, string.Join(Environment.NewLine, differences));
    }

    private static void Compare(JsonNode? expected, JsonNode? found, string path, List<string> differences)
    {
        switch (expected, found)
        {
            case (JsonObject left, JsonObject right):
                foreach (var key in left.Select(static pair => pair.Key).Union(right.Select(static pair => pair.Key)).ToList())
                    Compare(left[key], right[key], $"{path}.{key}", differences);

                break;
            case (JsonArray left, JsonArray right):
                for (var i = 0; i < Math.Max(left.Count, right.Count); i++)
                    Compare(i < left.Count ? left[i] : null, i < right.Count ? right[i] : null, $"{path}[{i}]", differences);

                break;
            default:
                if (Text(expected) != Text(found))
                    differences.Add($"{path}: expected {Text(expected)}, found {Text(found)}");

                break;
        }
    }

    private static string Text(JsonNode? node) => node?.ToJsonString(Json.Options) ?? "nothing";
}
