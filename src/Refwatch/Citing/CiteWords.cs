using System.Text.RegularExpressions;

namespace Refwatch.Citing;

/// <summary>The phrases around dates and copies that citation templates print, in English, Russian and Kazakh.</summary>
internal static partial class CiteWords
{
    /// <summary>"Archived", "Archive copy", "Архивировано", "Архивная копия", "Мұрағатталған" …</summary>
    [GeneratedRegex(@"\barchived?\b|\bархив(?:ировано|ная|ная копия|ной|ная версия|)\b|(?:мұ|м[уұ])рағат\p{L}*", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    public static partial Regex Archived();

    /// <summary>"the original", "оригинала", "первоисточника", "түпнұсқасынан", "дереккөзінен".</summary>
    [GeneratedRegex(@"\boriginal\b|\bоригинал\p{L}{0,2}\b|\bпервоисточник\p{L}{0,2}\b|түпнұсқа\p{L}*|дереккөзі\p{L}*", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    public static partial Regex Original();

    /// <summary>"Retrieved", "Accessed", "Дата обращения", "Проверено", "Тексерілді", "Қаралған күні" …</summary>
    [GeneratedRegex(
        @"\b(?:retrieved|accessed|access date)\b|дата\s+(?:обращения|доступа|просмотра)|\b(?:проверено|просмотрено)\b|тексеріл\p{L}+|қарал(?:ған|ды)\p{L}*|алынған\s+күні",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    public static partial Regex Accessed();

    /// <summary>"[dead link]", "(недоступная ссылка)", "(қолжетімсіз сілтеме)".</summary>
    [GeneratedRegex(@"\bdead link\b|недоступная ссылка|(?:қолжет\p{L}+|өлі|жарамсыз) сілтеме", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    public static partial Regex DeadLink();

    /// <summary>Whether a link's text only says that it leads to a copy.</summary>
    public static bool SaysArchived(string linkText) => linkText.Length < 40 && Archived().IsMatch(linkText);

    /// <summary>Whether a link's text only says that it leads to the page that was copied.</summary>
    public static bool SaysOriginal(string linkText) => linkText.Length < 40 && Original().IsMatch(linkText);
}
