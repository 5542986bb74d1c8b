namespace Refwatch.Verdicts;

/// <summary>What web servers, panels and hosting companies show where no site is, or not yet.</summary>
internal static class Placeholders
{
    private const string Server =
        "nginx|apache|apache2|iis|tomcat|jetty|lighttpd|caddy|openresty|litespeed|glassfish|wildfly|plesk|cpanel|directadmin|ispmanager|ispconfig|fastpanel|xampp|wamp|centos|ubuntu|debian|fedora|rhel|almalinux|rocky|server|firebase|wordpress|joomla|drupal|strapi|laravel|rails|django|heroku|vercel|netlify|azure|vesta|hestia";

    private const string Host = "domain|site|website|application|app|page|store|host|account|server";

    private static readonly PhraseBook Headlines = new(
        $"welcome to … {Server}", $"{Server} … default|test|placeholder|welcome|start page", $"default|test|placeholder|welcome|start page … {Server}",
        "default|test|placeholder|welcome|index page", "it works", "iis windows server", $"{Server} works|working|running", $"powered by {Server}",
        "account|site|website|hosting|service … suspended|disabled|deactivated|expired", $"{Host} … not published|configured|connected|found|exist|set|activated|linked",
        "no site|website|app … configured|found|here|at", "default web site page",
        "under construction|development", "coming soon", "launching soon", "site … created|coming|launching|construction", "website is not … yet",

        "сайт|аккаунт*|хостинг*|услуг*|обслуживание|домен … приостановлен*|отключен*|заблокирован*", "сайт|аккаунт|хостинг|домен не оплачен*",
        "сайт|домен|страница|хостинг … не опубликован*|создан*|настроен*|запущен*|добавлен*|прилинкован*|подключен*|привязан*|существует|видит|найден",
        "сайт|домен не прилинкован|привязан|подключен … серв*|директори*|хостинг*",  "сайт … создан*|разработк*|реконструкци*|готовится|откроется", "скоро открытие|откроемся|запуск",
        "в разработке", "здесь … будет … сайт", "страница по умолчанию", "заглушка",

        "сайт|хостинг*|аккаунт* … тоқтатыл*|өшірілген|төленбеген|табылмады|жарияланбаған|бапталмаған", "сайт … әзірлен*|жасал*|дайындал*", "жақында ашылады");

    private static readonly PhraseBook Sentences = new(
        "account|site|website … has|been|is suspended", "contact your hosting provider", "why am i seeing this", "page … generated automatically",
        "from|through|in … control panel", "upload … files|content|site|website", "this page … used to|tests|indicates|confirms", "new website", "working properly|correctly",
        "site|website|page … under construction|development",
        "server is successfully|working|running|online", "successfully installed", "put … files", "replace this file",
        "further configuration is required", "default page … used to test", "if you are the owner of this|the website|site",

        "обратитесь в|к … поддержк*|хостинг*|администратор*", "страница … генерируется|создана автоматически", "загрузите|разместите … файл*|сайт*",
        "панели управления", "личн* кабинет*", "находится в … разработк*|реконструкции", "скоро … появится|откроется|будет|заработает", "сайт принадлежит вам",
        "возможные причины", "если вы … владелец|владельцем … сайта", "обслуживание … приостановлено",
        "хостинг … не оплачен",

        "сайт* иесі … болсаңыз", "жақын арада|жақында … ашылады|пайда|іске", "басқару панелі*", "қолдау қызметіне");

    /// <summary>A listing of a folder, as Apache, nginx and IIS write it.</summary>
    private const string Listing = "Index of /";

    /// <summary>Null when the page is none. A default page may be long, so its length does not speak against it.</summary>
    public static Verdict? Judge(JudgedPage page)
    {
        if (ListedFolder(page.View) is { } folder)
        {
            return Unescaped(page.From).TrimEnd('/').Equals(folder.TrimEnd('/'), StringComparison.OrdinalIgnoreCase)
                ? null
                : new Verdict(VerdictKind.Soft404, [$"a listing of the folder {folder} instead of {page.From.PathAndQuery}"], 0.85);
        }

        var notice = Notice.Read(page.View, Headlines, Sentences, SoftErrorPhrases.Fillers);
        var said = new[] { notice.Title, notice.Heading ?? notice.Line, notice.Sentence }.Count(static part => part is not null);
        if (said < 2 || notice.IsNamedBy(page.From))
        {
            return null;
        }

        var tally = new Tally();
        var isDefaultPage = notice.Title is not null && notice.Heading is not null;
        notice.AddTo(tally, page.View with { ProseLength = isDefaultPage ? 0 : page.View.ProseLength });
        tally.AgainstIf(page.Likeness is { IsSame: true }, 4, page.LikenessLine ?? "");
        return tally.Enough ? tally.ToVerdict(VerdictKind.Soft404) : null;
    }

    private static string? ListedFolder(PageView view) =>
        view.Headings.Prepend(view.Title).FirstOrDefault(static headline => headline.StartsWith(Listing, StringComparison.OrdinalIgnoreCase))?[(Listing.Length - 1)..];

    private static string Unescaped(Uri url) => Uri.UnescapeDataString(url.AbsolutePath);
}
