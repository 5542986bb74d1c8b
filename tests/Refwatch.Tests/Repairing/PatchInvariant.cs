using System.Text.RegularExpressions;
using Refwatch.Citing;
using Refwatch.Citing.Wikitext;
using Refwatch.Repairing;
using Xunit;

namespace Refwatch.Tests.Repairing;

/// <summary>What holds of every patch: the wikitext, read again, differs in the named parameters alone, and a second time changes nothing.</summary>
internal static partial class PatchInvariant
{
    private static readonly HashSet<string> Named = [.. CiteTemplate.ArchiveUrlNames, .. CiteTemplate.ArchiveDateNames, .. CiteTemplate.StatusNames];

    /// <summary>Patches a reference and checks the result; returns the patched wikitext, or null when it was refused.</summary>
    public static string? Check(ArticleReferences article, string source, Reference reference, Repair repair)
    {
        var patch = ArticleWikitext.Open(article, source).Patch(reference, repair);
        if (patch.Refusal is not null)
        {
            Assert.Empty(patch.Edits);
            return null;
        }

        var patched = TextEdit.Apply(source, patch.Edits);
        Assert.True(Rest(source) == Rest(patched), $"{patch.Before}\n{patch.After}\n{FirstDifference(Rest(source), Rest(patched))}");

        var again = Patches.Read(patched, article.Language ?? "en");
        Assert.Equal(article.References.Count, again.References.Count);
        var same = again.References.First(other => (other.Number, other.Label) == (reference.Number, reference.Label));
        Assert.Equal(reference.Urls, same.Urls);
        Assert.Equal(reference.Title, same.Title);
        Assert.Equal(reference.Passage, same.Passage);
        var second = ArticleWikitext.Open(again, patched).Patch(same, repair);
        Assert.True(second.Refusal is null && second.Edits.Count == 0, $"{second.Refusal}\n{patch.Before}\n{patch.After}\n{string.Join('\n', second.Edits)}");
        return patched;
    }

    /// <summary>The source without the parameters, tags and templates that a repair may name.</summary>
    private static string Rest(string source)
    {
        var page = WikitextPage.Parse(source);
        var cuts = new List<TextEdit>();
        foreach (var template in WikitextPage.Descendants(page.Nodes).OfType<TemplateNode>())
        {
            if (CiteTemplate.TryRead(page, template) is not null)
            {
                cuts.AddRange(template.Parameters.Where(static parameter => Named.Contains(parameter.Name)).Select(parameter => Cut(source, parameter)));
            }
            else if (WikitextSource.IsArchive(template) || WikitextSource.IsDeadLink(template))
            {
                cuts.Add(new TextEdit(SpaceBefore(source, template.Start), template.End, ""));
            }
        }

        return CopyAddress().Replace(TextEdit.Apply(source, Outermost(cuts)), "COPY");
    }

    // With the space before its pipe; the space behind its value belongs to what follows.
    private static TextEdit Cut(string source, TemplateParameter parameter)
    {
        var comments = source[parameter.ValueStart..parameter.ValueEnd];
        var kept = comments.IndexOf("<!--", StringComparison.Ordinal) is >= 0 and var at ? comments[at..] : "";
        return new TextEdit(SpaceBefore(source, parameter.Start - 1), parameter.ValueEnd > parameter.ValueStart ? parameter.ValueEnd : source.IndexOf('=', parameter.NameEnd) + 1, kept);
    }

    // A link that leads to a copy is given another copy's address.
    [GeneratedRegex(@"https?://(?:www\.)?(?:web\.archive\.org|webcitation\.org|archive\.\w+)/[^\s\]|}]*")]
    private static partial Regex CopyAddress();

    private static string FirstDifference(string one, string other)
    {
        var at = Math.Max(one.AsSpan().CommonPrefixLength(other) - 60, 0);
        return $"«{one[at..Math.Min(at + 160, one.Length)]}»\n«{other[at..Math.Min(at + 160, other.Length)]}»";
    }

    private static int SpaceBefore(string source, int at)
    {
        while (at > 0 && char.IsWhiteSpace(source[at - 1]))
        {
            at--;
        }

        return at;
    }

    private static List<TextEdit> Outermost(List<TextEdit> cuts) =>
        cuts.FindAll(cut => !cuts.Exists(other => other != cut && other.Start <= cut.Start && cut.End <= other.End));
}
