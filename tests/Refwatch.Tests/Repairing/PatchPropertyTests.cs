using System.Globalization;
using Refwatch.Citing;
using Refwatch.Repairing;
using Xunit;
using Xunit.Abstractions;

namespace Refwatch.Tests.Repairing;

public sealed class PatchPropertyTests(ITestOutputHelper output)
{
    private static readonly string[] Templates = ["cite web", "Cite_news", "cite journal", "Citation", "citeweb", "Template:Cite book"];
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
        "url-access=subscription;dead-url=no", "archive-url=;archive-url=;archive-date=<!-- a -->", "deadurl=yes<!-- 2015 | bot -->;via={{nobr|[[A]]|x}}",
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

    /// <summary>Where references stand: {0} is the citation, {1} its name.</summary>
    private static readonly string[] Places =
    [
        "Salt lakes shrank.<ref name=\"{1}\">{0}</ref> {{{{Infobox|a=5<ref>[http://other.example/ Other]</ref>}}}}<!-- {0} -->\n\nMore.<ref name=\"{1}\" />",
        "Salt lakes shrank.<ref name=\"{1}\" /> More.<ref name=\"{1}\" />\n\n== Notes ==\n{{{{reflist|30em|refs=\n<ref name=\"other\">[http://other.example/ Other]</ref>\n<ref name=\"{1}\">{0}</ref>\n}}}}",
        "Salt lakes shrank.<ref name=\"{1}\"/>\n<references>\n<ref name=\"{1}\">{0}</ref>\n</references>",
        "{{{{Infobox lake\n| name = Lakes\n| area = {{{{convert|5|km2}}}}<ref name=\"{1}\">{0}</ref>\n| depth = 3\n}}}}\nSalt lakes shrank.<ref name=\"{1}\" />",
        "[[File:Lake.jpg|thumb|upright=1.2|The ''lakes'' of 2019<ref name=\"{1}\">{0}</ref> from [[orbit]]]]\nSalt lakes shrank.",
        "{{| class=\"wikitable\"\n|-\n! Lake !! Area\n|-\n| North || 5<ref name=\"{1}\">{0}</ref>\n|}}\nSalt lakes shrank.",
        "Salt lakes shrank.{{{{#tag:ref|{0}|name={1}}}}} More.<ref name=\"{1}\" />",
        "Salt lakes shrank.{{{{refn|group=note|As was told.<ref name=\"{1}\">{0}</ref>}}}}",
        "Salt lakes shrank.{{{{sfn|Smith|2010|p=5}}}} More.{{{{sfn|Smith|2010|p=6}}}}\n\n== Works ==\n{{{{refbegin}}}}\n* {0}\n* {{{{cite book|last=Jones|year=2010|title=Other}}}}\n{{{{refend}}}}",
        "Salt lakes shrank.{{{{efn|name={1}|As {0} told.}}}} More.{{{{efn|name={1}}}}}\n{{{{notelist}}}}",
        "<nowiki><ref>{0}</ref></nowiki><gallery>\nFile:A.jpg|Lake 😀𐌰<ref group=g name='{1}'>{0}</ref>\n</gallery>\nMore.<ref group=g name='{1}' />\n<!-- <ref>{0}</ref> -->",
        "{{{{cite web|url=http://herald.example/2019|title=Other}}}}\n{{| class=x\n| [http://a.example A{{{{!}}}}B] || 5<ref>See {0}, {{{{rp|3}}}} {{{{bsn}}}}.</ref>\n|}}",
    ];

    private const int Bibliography = 8;

    [Fact]
    public void A_patch_touches_the_named_parameters_alone_and_twice_is_once()
    {
        var (patched, statuses) = (new int[Places.Length], Enum.GetValues<UrlStatus>());
        foreach (var (index, (language, written)) in Citations().Index())
        {
            var place = index % Places.Length;
            var citation = place == Bibliography ? written.Insert(written.IndexOf('|', StringComparison.Ordinal), "|last=Smith|year=2010") : written;
            foreach (var (hasCopy, replaces) in index % 4 == 0 ? Copies : [Copies[index / Places.Length % 3]])
            {
                var source = (index % 3 == 0 ? "{{Use dmy dates|date=May 2020}}\n" : "") + string.Format(CultureInfo.InvariantCulture, Places[place], citation, "a b");
                source = index % 7 == 0 ? source.Replace("\n", "\r\n", StringComparison.Ordinal) : source;
                var article = Patches.Read(source, language);
                var repair = Patches.Repair(statuses[index % statuses.Length], hasCopy, replaces);
                var result = PatchInvariant.Check(article, source, article.References.First(reference => reference.Urls.Contains(repair.Page)), repair);
                patched[place] += result is null ? 0 : 1;
                if (result is not null && hasCopy && language == "en")
                {
                    var again = Patches.Read(result).References.First(reference => reference.Urls.Contains(repair.Page));
                    Assert.True(again is { ArchiveUrl: not null, ArchiveDate: not null, UrlStatus: not null }, result);
                    Assert.True(!citation.Contains("\n|", StringComparison.Ordinal) || HasLinesOfItsOwn(result), result);
                }
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{patched.Sum()} patches: {string.Join(", ", patched)}"));
        Assert.All(patched, static count => Assert.True(count >= 100, $"{count}"));
    }

    /// <summary>Where each parameter has a line, each new one has: none stands behind another one's value.</summary>
    private static bool HasLinesOfItsOwn(string wikitext) =>
        wikitext.Split('\n').All(static line => line.Split("|archive", StringSplitOptions.None).Length <= 2 || line.Contains("{{", StringComparison.Ordinal));

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
