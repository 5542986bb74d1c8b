namespace Refwatch.Verdicts;

/// <summary>
/// An answer that the host gives for any address, in whatever language: it cannot be the page that was cited. Not every
/// such answer means that the page is gone, though: an empty shell, a gate, a wall and trouble are the same for all addresses too.
/// </summary>
internal static class CatchAll
{
    /// <summary>
    /// Words of pages that stand before a document or in for it for a while, of which the lexicons know only the usual
    /// notices. One of them on a brief page, and what it says is left open. Stems, in three languages.
    /// </summary>
    private static readonly PhraseBook NotForGood = new(
    [
        .. Abroad.ForNow,
        "javascript*|browser*|cookie*|captcha|robot*|bot|human|verif*|challenge|security|protect*|ddos|vpn|proxy|ip",
        "denied|forbidden|restricted|permission*|authori*|login|log|sign|password|subscri*|consent|privacy|register*",
        "region*|country|legal|court|law|age|adult*",
        "loading|wait|queue|line|redirect*|maintenance|temporar*|later|soon|again|minutes|overload*|unavailable|server",
        "джаваскрипт|браузер*|куки|капч*|робот*|человек|провер*|безопасност*|защит*|впн|прокси|доступ*|запрещ*|ограничен*|прав",
        "войти|войдите|вход|парол*|подпи*|соглас*|конфиденциальност*|зарегистр*|регион*|стран*|закон*|суд*|возраст*",
        "загруз*|подождите|ожидани*|очеред*|перенаправ*|обслуживан*|временно|позже|позднее|скоро|снова|минут*|перегруж*|недоступ*|сервер*",
        "браузер*|робот*|адам|тексер*|қауіпсіздік|қорға*|қолжетім*|тыйым|шектел*|рұқсат*|кіру|кіріңіз|құпия*|тіркел*|жазыл*|келісім*",
        "аймақ*|аймағы*|елде|елі*|заң*|сот*|жас*|жүктел*|күт*|кезек*|уақытша|кейінірек|жақында|қайта|минут*",
    ]);

    /// <summary>Null when the host gives something else for other addresses, or that is not known.</summary>
    public static Verdict? Judge(JudgedPage page)
    {
        if (page.Sibling is not { } sibling || page.Likeness is { IsSame: true })
        {
            return null;
        }

        var isOther = page.Likeness is { IsOther: true };
        if (sibling.LeadsWhere(page) || (isOther && sibling.IsAnswerOf(page)))
        {
            return Missing([sibling.Describe(page), .. page.LikenessLine is { } line ? [line] : Array.Empty<string>()], 0.9);
        }

        if (!page.View.IsThin || page.View.StatesNumbers || !sibling.IsAnswerOf(page))
        {
            return null;
        }

        return Doubt(page) is { } doubt
            ? new Verdict(VerdictKind.Unknown, [sibling.Describe(page), doubt], 0.5)
            : Missing([sibling.Describe(page), $"its {page.View.Words.Count} words outside of menus say nothing of this address"], 0.8);
    }

    private static Verdict Missing(string[] evidence, double confidence) => new(VerdictKind.Soft404, evidence, confidence);

    private static string? Doubt(JudgedPage page) =>
        page.View.IsShell || page.View.Words.Count == 0 ? "but it is a shell that a script fills"
        : page.View.HasPasswordField ? "but it asks for a password"
        : NotForGood.FindIn(page.View.Words) is { } word ? $"but it may stand before the page, or in for it for a while: it says «{word}»"
        : null;
}
