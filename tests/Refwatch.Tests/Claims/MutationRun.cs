using System.Text.Json;

namespace Refwatch.Tests.Claims;

/// <summary>Many mutations of many texts, the same ones at every run.</summary>
internal static class MutationRun
{
    /// <summary>What failed, of <paramref name="count"/> mutations of facts.</summary>
    public static List<string> Facts(IReadOnlyList<string> texts, int count) =>
        Run(texts, count, Mutation.FactKinds, Mutation.OfFact, static (mutation, text) => mutation.Fails(text));

    /// <summary>What was reported, of <paramref name="count"/> cosmetic mutations.</summary>
    public static List<string> Cosmetics(IReadOnlyList<string> texts, int count) =>
        Run(texts, count, Mutation.CosmeticKinds, Mutation.Cosmetic, static (mutation, text) => mutation.IsReported(text));

    /// <summary>The main texts of the development data's real pages.</summary>
    public static IReadOnlyList<string> RealPages()
    {
        using var truth = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(DevelopmentData.Folder!, "articles", "ground-truth.json")));
        return [.. truth.RootElement.EnumerateObject().Select(static page => page.Value.GetProperty("articleBody").GetString()!)];
    }

    private static List<string> Run(
        IReadOnlyList<string> texts, int count, IReadOnlyList<string> kinds, Func<string, string, Random, Mutation?> mutate, Func<Mutation, string, string?> judge)
    {
        var failures = new List<string>();
        var random = new Random(20190310);
        for (int done = 0, tried = 0; done < count && tried < count * 20; tried++)
        {
            var text = texts[random.Next(texts.Count)];
            if (mutate(kinds[tried % kinds.Count], text, random) is { } mutation)
            {
                done++;
                if (judge(mutation, text) is { } failure)
                {
                    failures.Add(failure);
                }
            }
        }

        return failures;
    }
}
