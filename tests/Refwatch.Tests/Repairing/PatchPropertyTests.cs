using System.Globalization;
using Refwatch.Citing;
using Refwatch.Repairing;
using Xunit;
using Xunit.Abstractions;

namespace Refwatch.Tests.Repairing;

public sealed class PatchPropertyTests(ITestOutputHelper output)
{
    private static readonly string[] Templates = ["cite web", "Cite news", "cite journal", "Citation", "cite book"];
    private static readonly string[] RussianTemplates = ["cite web", "Cite news", "Статья", "книга", "публикация|статья"];

    private static readonly string[] Titles =
    [
        "Lakes", "Lakes {{!}} Herald", "''Lakes'' &amp; seas", "Lakes <!-- of the steppe | not a pipe -->", "<nowiki>{{Lakes|}}</nowiki>", "{{lang|kk|Көлдер|x=[[A|B]]}}",
        "[[Lake|Lakes]]", "Lakes = seas?", "Lakes {{nowrap|1={{abbr|km|kilometre}} 5}}", "Көлдер мен теңіздер", "Lakes [of] the steppe", "Lakes } end",
    ];

    // Between the pipes: before a pipe, behind it, around the equals sign; and before the closing braces.
    private static readonly (string Before, string After, string Sign, string Close)[] Spacings =
        [("", "", "=", ""), (" ", "", "=", " "), (" ", " ", " = ", " "), ("\n", " ", " = ", "\n"), ("\n", "", "=", "\n"), ("", "\n  ", "= ", "\n")];

    private static readonly string[] Extras =
    [
        "", "access-date=3 May 2020", "accessdate=2020-05-03", "archive-url=", "archiveurl=;archivedate=;deadurl=", "archive-url=https://archive.example/x;archive-date=2011-02-03;url-status=live",
        "archiveurl=https://archive.example/x;archivedate=3 February 2011;deadurl=no", "archive-url=<!-- none -->;archive-date=", "url-status=live", "quote={{!}} a {{=}} b",
    ];

    private static readonly (bool HasCopy, bool Replaces)[] Copies = [(true, false), (true, true), (false, false)];

    /// <summary>Every combination in turn: over a thousand references.</summary>
    public static IEnumerable<(string Language, string Citation)> Citations()
    {
        foreach (var language in (string[])["en", "ru", "kk"])
        {
            foreach (var (template, title) in (language == "ru" ? RussianTemplates : Templates).SelectMany(static template => Titles.Select(title => (template, title))))
            {
                var number = template.Length + title.Length;
                for (var i = 0; i < Extras.Length; i++)
                {
                    yield return (language, Citation(template, title, Spacings[(number + i) % Spacings.Length], Extras[i].Split(';', StringSplitOptions.RemoveEmptyEntries), language == "ru"));
                }
            }
        }
    }

    [Fact]
    public void A_patch_touches_the_named_parameters_alone_and_twice_is_once()
    {
        var (patched, statuses) = (0, Enum.GetValues<UrlStatus>());
        foreach (var (index, (language, citation)) in Citations().Index())
        {
            foreach (var (hasCopy, replaces) in index % 4 == 0 ? Copies : [Copies[index % 3]])
            {
                var source = $"{(index % 3 == 0 ? "{{Use dmy dates|date=May 2020}}\n" : "")}Salt lakes shrank.<ref name=\"a b\">{citation}</ref> {{{{Infobox|a=5<ref>[http://other.example/ Other]</ref>}}}}<!-- {citation} -->\n\nMore.<ref name=\"a b\" />";
                var article = Patches.Read(source, language);
                var repair = Patches.Repair(statuses[index % statuses.Length], hasCopy, replaces);
                var result = PatchInvariant.Check(article, source, article.References.First(static reference => reference.Name == "a b"), repair);
                patched += result is null ? 0 : 1;
                if (result is not null && hasCopy && language == "en")
                {
                    var again = Patches.Read(result).References.First(static reference => reference.Name == "a b");
                    Assert.True(again.ArchiveUrl is not null && again.UrlStatus is not null, result);
                }
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{patched} patches"));
        Assert.True(patched > 1000, $"{patched}");
    }

    [DataFact]
    public void Real_references_are_patched_in_the_named_parameters_alone()
    {
        var (patched, refused) = (0, new Dictionary<string, int>(StringComparer.Ordinal));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(DevelopmentData.Folder!, "wikipedia"), "*.txt", SearchOption.AllDirectories))
        {
            var source = File.ReadAllText(file);
            var article = Patches.Read(source, file.Contains("wikitext-ru", StringComparison.Ordinal) ? "ru" : "en");
            foreach (var reference in article.References.Where(static reference => reference.Urls.Count > 0).Take(6))
            {
                var repair = Repair(reference);
                if (PatchInvariant.Check(article, source, reference, repair) is not null)
                {
                    patched++;
                }
                else
                {
                    var why = ArticleWikitext.Open(article, source).Patch(reference, repair).Refusal!;
                    refused[why] = refused.GetValueOrDefault(why) + 1;
                }
            }
        }

        output.WriteLine($"{patched} patched");
        foreach (var (why, count) in refused.OrderByDescending(static pair => pair.Value))
        {
            output.WriteLine($"{count} {why}");
        }

        Assert.True(patched > 8 * refused.Values.Sum(), $"{patched} patched, {refused.Values.Sum()} refused");
    }

    private static Repair Repair(Reference reference) => new(reference.Urls[0], UrlStatus.Dead, Patches.Today)
    {
        Memento = new Uri($"https://web.archive.org/web/20190312081500/{reference.Urls[0].AbsoluteUri}"),
        MementoTime = Patches.CopyTime,
        ReplacesArchive = true,
    };

    private static string Citation(string template, string title, (string Before, string After, string Sign, string Close) spacing, string[] extras, bool isRussian)
    {
        var isOwn = isRussian && !template.StartsWith("cite", StringComparison.OrdinalIgnoreCase);
        var (url, name) = isOwn ? ("ссылка", "заглавие") : ("url", "title");
        string[] parameters = [$"{name}={title}", $"{url}={Patches.Page}", .. extras];
        var written = parameters.Select(parameter => parameter.Split('=', 2)).Select(pair => $"|{spacing.After}{pair[0]}{spacing.Sign}{pair[1]}");
        return $"{{{{{template}{spacing.Before}{string.Join(spacing.Before, written)}{spacing.Close}}}}}";
    }
}
