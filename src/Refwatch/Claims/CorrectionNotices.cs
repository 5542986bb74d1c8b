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
        ^\W*(corrections?|clarifications?|editor['’]s\snote|erratum)\b\s*([:(—–-]|\w+\s\d|on\b)
        |\b(this|an\searlier|a\sprevious)\s(article|story|report|version)\b.{0,60}\b(was|has\sbeen|been)\s(amended|corrected|updated|clarified|changed)\b
        |\b(an\searlier|a\sprevious|the\soriginal)\sversion\sof\sthis\s(article|story|report)\b
        |^\W*(исправлени[ея]|уточнени[ея]|поправка|от\sредакции)\s*[:.(—–-]
        |\bв\s(прежней|предыдущей|первоначальной|более\sранней)\sверсии\s(этой\s|данной\s)?(статьи|материала|новости|публикации|текста)\b
        |\b(статья|материал|текст|новость)\s(был[аи]?\s)?(исправлен|дополнен|изменен|изменён|обновлен|обновлён|уточнен|уточнён)
        |^\W*(түзету|нақтылау|редакциядан)\s*[:.(—–-]
        |\b(мақаланың|материалдың|хабардың)\s(бұрынғы|алдыңғы|алғашқы|бастапқы)\sнұсқасында\b
        |\b(мақала|материал)\s(түзетілді|толықтырылды|жаңартылды)\b
        """,
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Notice();
}
