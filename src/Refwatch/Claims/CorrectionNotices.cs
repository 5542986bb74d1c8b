using System.Text.RegularExpressions;
using Refwatch.Extracting;

namespace Refwatch.Claims;

/// <summary>Recognises where a page owns up to a change: "This article was amended on…", «Исправление: в прежней версии…», «Түзету:…».</summary>
internal static partial class CorrectionNotices
{
    /// <summary>Whether the later page has a notice that the earlier one had not.</summary>
    public static bool HasNew(PageContent before, PageContent after)
    {
        var known = Notices(before).ToHashSet(StringComparer.Ordinal);
        return Notices(after).Any(notice => !known.Contains(notice));
    }

    private static IEnumerable<string> Notices(PageContent page) =>
        page.Blocks.Where(static block => block.Kind == BlockKind.Correction || Notice().IsMatch(block.Text)).Select(static block => block.Text);

    [GeneratedRegex(
        """
        ^\W*(corrections?|clarifications?|editor['’]s note|erratum)\b\s*([:(—–-]|\w+ \d|on\b)
        |\b(this|an earlier|a previous) (article|story|report|version)\b.{0,60}\b(was|has been|been) (amended|corrected|updated|clarified|changed)\b
        |\b(an earlier|a previous|the original) version of this (article|story|report)\b
        |^\W*(исправлени[ея]|уточнени[ея]|поправка|от редакции)\s*[:.(—–-]
        |\bв (прежней|предыдущей|первоначальной|более ранней) версии (этой |данной )?(статьи|материала|новости|публикации|текста)\b
        |\b(статья|материал|текст|новость) (был[аи]? )?(исправлен|дополнен|изменен|изменён|обновлен|обновлён|уточнен|уточнён)
        |^\W*(түзету|нақтылау|редакциядан)\s*[:.(—–-]
        |\b(мақаланың|материалдың|хабардың) (бұрынғы|алдыңғы|бастапқы) нұсқасында\b
        |\b(мақала|материал) (түзетілді|толықтырылды|жаңартылды)\b
        """,
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Notice();
}
