namespace Refwatch.Verdicts;

/// <summary>Pages of the site's own that ask for something before they show the document: a sign-in, consent to cookies, an age.</summary>
internal static class Gates
{
    private static readonly PhraseBook SignInHeadlines = new(
        "log in", "login", "sign in", "sign in to continue", "log in to continue", "join … to view", "sign up",
        "вход", "войти", "войдите", "авторизация", "вход на сайт", "вход в систему", "личный кабинет", "кіру", "жүйеге кіру",
        "сайтқа кіру", "авторландыру");

    private static readonly PhraseBook SignInSentences = new(
        "you must|need … log|sign in|be logged", "please log|sign in", "log|sign in to continue|view|see|read|access",
        "log|sign in or … sign up|register|join",
        "чтобы … войдите", "войдите … чтобы", "необходимо … войти|авторизоваться", "требуется авторизация",
        "доступно только зарегистрированным|авторизованным",
        "үшін … кіріңіз|тіркеліңіз", "жүйеге кіріңіз", "авторизациядан өтіңіз", "тіркелген пайдаланушыларға");

    private static readonly PhraseBook ConsentHeadlines = new(
        "before you continue", "we value your privacy", "your privacy", "privacy settings", "cookie consent", "cookies", "consent",
        "we use cookies", "manage your privacy", "part of … family of brands|sites",
        "ваша конфиденциальность", "мы ценим|уважаем вашу конфиденциальность|приватность", "мы используем cookie|файлы", "согласие на обработку", "настройки конфиденциальности", "файлы cookie",
        "құпиялылық* баптау*", "біз cookie қолданамыз", "cookie файл*", "құпиялылығыңыз* … құрметтейміз|бағалаймыз|маңызды", "құпиялылығыңыз");

    private static readonly PhraseBook ConsentSentences = new(
        "we … our|partners … cookies", "accept all … cookies|continue", "accept … cookies", "we use cookies",
        "store and|or access information on", "consent to … cookies|use|processing",
        "мы … использу* … cookie", "принять все", "согласие … cookie|обработку", "файлы cookie … использ*",
        "cookie … пайдалан*|қолдан*", "барлығын қабылдау");

    private static readonly PhraseBook AgeHeadlines = new(
        "age verification", "verify your age", "are you over|18|21", "age check", "adults only", "content warning",
        "подтвердите … возраст", "подтверждение возраста", "вам есть|уже 18|21", "только для взрослых",
        "жасыңызды раста*", "сізге 18 толды ма");

    private static readonly PhraseBook AgeSentences = new(
        "confirm|verify … your age", "you are|must|re at least|over 18|21", "must be 18|21", "enter your … birth",
        "подтвердите … возраст|лет", "вам|мне … есть 18|21", "достигли 18|совершеннолетия", "жасыңызды раста*", "18 жасқа толған*",
        "18 жастан асқан*");

    private static readonly HashSet<string> Fillers = new(StringComparer.Ordinal)
    {
        "to", "the", "your", "account", "or", "please", "and", "welcome", "with", "google", "yahoo", "aol", "is", "we", "are", "facebook", "instagram", "linkedin",
        "x", "vk", "вконтакте", "в", "на", "аккаунт", "или", "регистрация", "register", "join", "тіркелу", "немесе", "18", "21",
    };

    private const string PasswordField = "the page has a password field";

    public static Verdict? Judge(JudgedPage page) =>
        !page.View.IsThin || page.Likeness is { IsSame: true }
            ? null
            : JudgeOne(page, "a sign-in page", SignInHeadlines, SignInSentences, page.View.HasPasswordField ? PasswordField : null)
                ?? JudgeOne(page, "a consent wall", ConsentHeadlines, ConsentSentences, null)
                ?? JudgeOne(page, "an age gate", AgeHeadlines, AgeSentences, null);

    private static Verdict? JudgeOne(JudgedPage page, string name, PhraseBook headlines, PhraseBook sentences, string? extra)
    {
        var notice = Notice.Read(page.View, headlines, sentences, Fillers);
        var tally = new Tally();
        notice.AddTo(tally, page.View);
        tally.ForIf(extra is not null, 2, extra ?? "");
        if ((notice.Title ?? notice.Heading) is null || tally.Signs < 3 || !tally.Enough)
        {
            // A banner's sentence or a sign-in link in a menu stands on ordinary pages: the headline must be the gate's.
            return null;
        }

        tally.Note($"so this is {name}");
        return tally.ToVerdict(VerdictKind.Blocked);
    }
}
