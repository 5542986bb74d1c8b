namespace Refwatch.Verdicts;

/// <summary>
/// Expired domains that someone else fills, mostly with gambling: links from encyclopedias are worth money there. Other trades
/// that pay for such links are loans, pills, essays and escorts.
/// </summary>
internal static class Takeovers
{
    private static readonly PhraseBook Gambling = new(
        "bahis*", "canlı casino",

        "casino*", "slot|slots", "betting", "sportsbook", "bookmaker*", "poker", "roulette", "jackpot*", "blackjack", "gambling",
        "togel", "judi", "gacor", "free spins", "1xbet", "pin up", "mostbet", "melbet", "vulkan", "1win",
        "казино", "слот|слоты|слотов|слотах", "букмекер*", "ставки|ставок на спорт", "игров* автомат*", "рулетк*", "покер*",
        "джекпот*", "фриспин*", "вулкан", "пин ап", "мостбет", "мелбет", "азартн*",
        "спорттық бәс*", "бәс тігу", "бәс тік*", "құмар ойын*", "ойын автомат*", "слот ойын*");

    private static readonly PhraseBook Loans = new(
        "loan|loans|payday", "займ*|микрозайм*|микрокредит*|кредит*|мфо", "несие*|қарыз*|микронесие*", "kredit*|zaim*|zaym*|mikrozaim*");

    private static readonly PhraseBook Pills = new("viagra|cialis|levitra|kamagra|tramadol|xanax|pills|generic", "виагр*|сиалис*|левитр*|дженерик*");

    private static readonly PhraseBook Essays = new("essay|essays|coursework|dissertation", "курсов*|диплом*|реферат*|контрольн*");

    private static readonly PhraseBook Escorts = new("escort|escorts|callgirls", "эскорт*|индивидуалк*|проститутк*");

    private static readonly (string Name, PhraseBook Words)[] Trades = [("gambling", Gambling), ("loans", Loans), ("pills", Pills), ("essays", Essays), ("escorts", Escorts)];

    /// <summary>What invites to play or to order, where a report would tell.</summary>
    private static readonly PhraseBook Invitations = new(
        "buy|order _ online|now", "buy|order essay|essays|cheap|online|now", "order|apply now", "without prescription", "lowest price*", "writing service", "from scratch", "discount*", "free shipping|pills", "bad credit", "same day", "book|call now",
        "deneme bonus*", "üye ol", "hemen ara|oyna", "escort bayan|kızlar|ilanları",
        "без отказа|справок|рецепта|проверк*", "на карту|заказ", "за 5|10|15 минут", "оформит* … займ*|заявк*|кредит*", "получит* деньги|займ*", "купить|заказать … онлайн|недорого|доставк*", "круглосуточно", "недорого", "отказсыз|картаға|онлайн рәсімде*",
        "play now|online|for free|real", "sign up bonus|and", "welcome bonus", "no deposit", "free spins", "claim … bonus",
        "promo code", "best online casino*", "real money", "register now", "win big", "daftar", "situs", "deposit",
        "играть|играйте онлайн|бесплатно|на|сейчас", "официальный сайт", "бонус* за|при регистраци*", "бонус*", "промокод*",
        "зеркало", "вывод средств|выигрыш*", "зарегистрируйтесь и", "сорвите", "забер*",
        "қазір ойна*", "ойнаңыз", "тіркел* … бонус*", "бонус*", "промокод*", "ұтып ал*", "ресми сайт*");

    /// <summary>So many words of gambling in a hundred; a news report on a casino has two or three.</summary>
    private const double DenseShare = 0.04;

    private const string NoHistory = "no earlier capture tells whether it was so before";

    public static Verdict? Judge(JudgedPage page)
    {
        var headlines = new WordList(string.Join('\n', page.View.Headings.Prepend(page.View.Title)));
        var address = new WordList(Uri.UnescapeDataString(page.From.Host + page.From.AbsolutePath).Replace('_', ' '));
        return Trades.Select(trade => Judge(page, headlines, address, trade.Name, trade.Words)).FirstOrDefault(static verdict => verdict is not null);
    }

    private static Verdict? Judge(JudgedPage page, WordList headlines, WordList address, string name, PhraseBook trade)
    {
        if (trade.FindIn(headlines) is not { } subject || trade.FindIn(address) is not null)
        {
            return null;
        }

        var tally = new Tally();
        tally.For(1, $"the headline offers «{subject}»; the address {page.From} does not");
        tally.ForIf(Invitations.FindIn(headlines) is not null, 1, $"it invites: «{Invitations.FindIn(headlines)}»");
        var share = trade.ShareIn(page.View.Words);
        tally.ForIf(share >= DenseShare, 1, $"{share:P0} of the words are about {name}");
        var invites = Invitations.CountIn(page.View.Words) >= 3;
        tally.ForIf(invites, 1, "the text invites to play or to order again and again");
        tally.ForIf(share >= DenseShare && invites && HasNothingOf(page), 1, $"nothing on it is about {page.From.AbsolutePath}");
        tally.ForIf(page.Likeness is { IsOther: true }, 2, page.LikenessLine ?? "");
        tally.ForIf(Addresses.IsHome(page.To) && !Addresses.IsHome(page.From), 1, $"{page.To} is a front page");
        tally.AgainstIf(page.View.IsDeclaredArticle && page.Likeness is null, 1, "the page calls itself an article");
        tally.AgainstIf(page.Likeness is { IsOther: false }, 4, page.LikenessLine ?? "");
        return tally.Score >= 4 ? tally.ToVerdict(VerdictKind.Usurped)
            : tally.Score >= 3 && page.Likeness is null ? new Verdict(VerdictKind.Unknown, [.. tally.Evidence, NoHistory], 0.5)
            : null;
    }

    /// <summary>The address names a document in letters, and the page has none of these words.</summary>
    private static bool HasNothingOf(JudgedPage page)
    {
        var names = Addresses.NamesOfDocument(page.From).Where(static name => !char.IsDigit(name[0])).ToList();
        return names.Count > 0 && !names.Exists(new WordList(page.View.Title + "\n" + page.View.Text).All.ToHashSet(StringComparer.Ordinal).Contains);
    }
}
