using System.Text.Json;
using Refwatch.Citing;
using Refwatch.Extracting;

namespace Refwatch.Tests.Citing;

/// <summary>Sentences that pages state or do not speak of (fixtures/support), and how well <see cref="NotFoundPassages"/> tells them apart.</summary>
internal static class LabelledSupport
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static IReadOnlyList<Story> Read() =>
    [
        .. Directory.EnumerateFiles(Path.Combine(DevelopmentData.Repository, "tests", "Refwatch.Tests", "Citing", "fixtures", "support"), "*.json").Order(StringComparer.Ordinal)
            .Select(static file => JsonSerializer.Deserialize<Story>(File.ReadAllBytes(file), Json)! with { Name = Path.GetFileNameWithoutExtension(file) }),
    ];

    public static Score Measure(IEnumerable<Story> stories, Action<string>? tell = null)
    {
        var score = new Score();
        foreach (var story in stories)
        {
            var passage = story.Stated.Concat(story.Absent).Select(static text => new PassageSentence(text, Support.Direct)).ToList();
            var page = PageContent.FromPlainText(string.Join('\n', story.Page), story.PageLanguage);
            var listed = NotFoundPassages.In(page, [new Citation(story.Article, "1", null, 1, passage) { Language = story.Language }]).Select(static by => by.Sentence).ToHashSet(StringComparer.Ordinal);
            score.Stated += story.Stated.Count;
            score.Absent += story.Absent.Count;
            score.Right += story.Absent.Count(listed.Contains);
            score.Wrong += story.Stated.Count(listed.Contains);
            story.Stated.Where(listed.Contains).ToList().ForEach(text => tell?.Invoke($"{story.Name}: stated, but listed: {text}"));
            story.Absent.Where(text => !listed.Contains(text)).ToList().ForEach(text => tell?.Invoke($"{story.Name}: absent, not listed: {text}"));
        }

        return score;
    }

    internal sealed record Story(string Article, string Language, IReadOnlyList<string> Page, IReadOnlyList<string> Stated, IReadOnlyList<string> Absent)
    {
        /// <summary>The page's language, the article's and the subject, e.g. "ru-en-camp".</summary>
        public string Name { get; init; } = "";

        public string PageLanguage => Name.Split('-')[0];
    }

    internal sealed class Score
    {
        public int Stated { get; set; }

        public int Absent { get; set; }

        /// <summary>Absent sentences that are listed.</summary>
        public int Right { get; set; }

        /// <summary>Stated sentences that are listed.</summary>
        public int Wrong { get; set; }

        public double Precision => (double)Right / Math.Max(1, Right + Wrong);

        public double Recall => (double)Right / Absent;
    }
}
