namespace Refwatch.Verdicts;

/// <summary>
/// Expired domains that someone else fills, mostly with gambling: links from encyclopedias are worth money there. Other trades
/// that pay for such links are loans, pills, essays and escorts.
/// </summary>
internal static class Takeovers
{
    private static readonly PhraseBook Gambling = Lexicon.Phrases("takeover.gambling");

    private static readonly PhraseBook Loans = Lexicon.Phrases("takeover.loans");

    private static readonly PhraseBook Pills = Lexicon.Phrases("takeover.pills");

    private static readonly PhraseBook Essays = Lexicon.Phrases("takeover.essays");

    private static readonly PhraseBook Escorts = Lexicon.Phrases("takeover.escorts");

    private static readonly (string Name, PhraseBook Words)[] Trades = [("gambling", Gambling), ("loans", Loans), ("pills", Pills), ("essays", Essays), ("escorts", Escorts)];

    /// <summary>What invites to play or to order, where a report would tell.</summary>
    private static readonly PhraseBook Invitations = Lexicon.Phrases("takeover.invitations");

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
        var invitation = Invitations.FindIn(headlines);
        tally.ForIf(invitation is not null, 1, $"it invites: «{invitation}»");
        var share = trade.ShareIn(page.View.Words);
        tally.ForIf(share >= DenseShare, 1, $"{share:P0} of the words are about {name}");
        var invites = Invitations.CountIn(page.View.Words) >= 3;
        tally.ForIf(invites, 1, "the text invites to play or to order again and again");
        tally.ForIf(share >= DenseShare && (invites || invitation is not null) && HasNothingOf(page), 1, $"nothing on it is about {page.From.AbsolutePath}");
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
        return names.Count > 0 && Addresses.WordsInNameOfDocument(page.From, new WordList(page.View.Title + "\n" + page.View.Text).All) == 0;
    }
}
