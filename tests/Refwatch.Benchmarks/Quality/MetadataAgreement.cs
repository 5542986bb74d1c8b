using System.Globalization;
using System.Text;
using System.Text.Json;
using Refwatch.Extracting;
using Refwatch.Tests;

namespace Refwatch.Benchmarks.Quality;

/// <summary>How often the metadata agree with the expected ones of readability's test pages, where these state any.</summary>
internal static class MetadataAgreement
{
    private static readonly (string Name, string Key, Func<PageContent, string?> Actual)[] Fields =
    [
        ("title", "title", static content => content.Title),
        ("byline", "byline", static content => content.Byline),
        ("language", "lang", static content => content.Language),
        ("publisher", "siteName", static content => content.Publisher),
        ("published", "publishedTime", static content => content.Published),
    ];

    public static string Table(IReadOnlyList<(LabelledPage Page, PageContent Content)> results, bool verbose)
    {
        var table = new StringBuilder("| field | stated | agree |\n| --- | ---: | ---: |\n");
        foreach (var (name, key, actual) in Fields)
        {
            var (stated, agree) = (0, 0);
            foreach (var (page, content) in results)
            {
                var path = Path.Combine(DevelopmentData.Folder!, "readability", page.Name, "expected-metadata.json");
                using var expected = JsonDocument.Parse(File.ReadAllBytes(path));
                if (!expected.RootElement.TryGetProperty(key, out var value) || value.GetString() is not { Length: > 0 } wanted) continue;
                stated++;
                if (Agree(name, wanted, actual(content))) agree++;
                else if (verbose) Console.WriteLine($"  {page.Name} {name}: expected «{wanted}» got «{actual(content)}»");
            }

            table.Append(CultureInfo.InvariantCulture, $"| {name} | {stated} | {100.0 * agree / stated:F0} % |\n");
        }

        return table.ToString();
    }

    /// <summary>Readability keeps the site's name in titles, "By" in bylines and dates as written: these are no disagreement.</summary>
    private static bool Agree(string field, string expected, string? actual)
    {
        if (string.IsNullOrEmpty(actual)) return false;
        return field switch
        {
            "published" => DateOnly.TryParse(actual[..10], CultureInfo.InvariantCulture, out var day)
                && DateTimeOffset.TryParse(expected, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
                && DateOnly.FromDateTime(time.DateTime) == day,
            "language" => string.Equals(actual.Split('-')[0], expected.Split('-')[0], StringComparison.OrdinalIgnoreCase),
            _ => Plain(expected) is var wanted && Plain(actual) is var found && (wanted.Contains(found, StringComparison.Ordinal) || found.Contains(wanted, StringComparison.Ordinal)),
        };
    }

    private static string Plain(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
