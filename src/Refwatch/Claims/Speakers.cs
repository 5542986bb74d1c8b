using System.Collections.Frozen;

namespace Refwatch.Claims;

/// <summary>Who says what a claim quotes: the name beside a verb of speech.</summary>
internal static class Speakers
{
    // With more quotations the sentence is a list, or hostile.
    private const int MostQuotations = 8;

    private static readonly FrozenSet<string> Verbs = Lexicon.Words("""
        said says told wrote added asked replied announced tweeted stated claimed insisted explained warned
        сказал сказала сказали заявил заявила заявили рассказал рассказала сообщил сообщила отметил отметила добавил добавила написал написала
        пояснил пояснила подчеркнул подчеркнула ответил ответила говорит говорил говорила спросил спросила
        деді дейді айтты жазды хабарлады мәлімдеді қосты жауап
        """);

    /// <summary>An attribution for each quotation's speaker: "by serikzhan bilash".</summary>
    public static IEnumerable<Fact> In(Sentence sentence, IReadOnlyList<(int Start, int End)> quotations, IEnumerable<Fact> facts)
    {
        if (quotations.Count is 0 or > MostQuotations)
        {
            yield break;
        }

        var verb = -1;
        for (var i = 0; i < sentence.Tokens.Count && verb < 0; i++)
        {
            var start = sentence.Tokens[i].Start;
            if (Verbs.Contains(sentence.Key(i)) && quotations.All(quotation => start < quotation.Start || start >= quotation.End))
            {
                verb = start;
            }
        }

        var speaker = facts
            .Where(fact => fact.Type == FactType.Name && quotations.All(quotation => fact.Start < quotation.Start || fact.Start >= quotation.End))
            .MinBy(fact => Math.Abs(fact.Start - verb));
        if (verb >= 0 && speaker is not null)
        {
            yield return new Fact(FactType.Attribution, speaker.Text, "by " + speaker.Value, speaker.Start);
        }
    }
}
