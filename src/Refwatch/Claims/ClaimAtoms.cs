using System.Collections.Frozen;
using Refwatch.Extracting;

namespace Refwatch.Claims;

/// <summary>What a claim is compared by: one atom a fact, one a word; equal facts are equal atoms however they are written.</summary>
/// <param name="Key">A fact's value or a word romanised.</param>
/// <param name="Type">The fact's type; null for a word.</param>
/// <param name="Text">As it stands in the claim.</param>
/// <param name="Word">A word as its token has it, also where the word is a fact; empty for numbers and facts of several words.</param>
/// <param name="Fact">The whole fact's text: of a name of several words, all of them.</param>
/// <param name="Quotation">The quotation that it stands in; null outside.</param>
/// <param name="IsContent">Whether it carries meaning by itself; articles, prepositions and note markers do not.</param>
internal readonly record struct ClaimAtom(string Key, FactType? Type, string Text, string Word, string? Fact, string? Quotation, bool IsContent);

internal static class ClaimAtoms
{
    private static readonly FrozenSet<string> FunctionWords = Lexicon.Words("""
        a an the this that these those such and or but nor so yet if then than as of in on at to for from by with about into onto over under within through
        during while when where which who whom whose what how why there here is are was were be been being am has have had having do does did done will would
        shall should can could may might must it its he him his she her they them their we us our you your i me my one ones also too very just only even still
        both each any some other others another same own more most much many few less such quite rather again now however thus hence therefore moreover
        furthermore indeed e.g i.e etc eg ie via per up down out off not n't
        и а но или либо что чтобы как так то это этот эта эти этого этой этом тот та те того той тем в во на по к ко с со у за из от до о об при под над для без
        через между он она оно они его её ее их им ему ей них ним ней мы нас вы вас я меня мне мой свой своя свои своего был была было были быть есть
        же ли бы ведь даже еще ещё уже также тоже лишь только вот там тут здесь где когда если хотя потому поэтому который которая которые которого которой которых
        get gets getting got become becomes became let make makes made
        очень более менее весь вся все всех сам сама сами один одна одно
        және мен пен бен әрі да де та те ал бірақ немесе бұл осы сол ол оның олар олардың біз сіз үшін туралы дейін кейін бойынша деп дейді еді екен болды
        болып болған бар емес өз өте тағы ғана енді бір бірге
        """);

    // Marks that say something by themselves.
    private const string MeaningfulMarks = "$€£¥₸₽₴₹₺%+=<>±°№";

    public static List<ClaimAtom> Of(IEnumerable<ReadClaim> claims)
    {
        var atoms = new List<ClaimAtom>();
        foreach (var claim in claims)
        {
            Add(claim, atoms);
        }

        return atoms;
    }

    private static void Add(ReadClaim claim, List<ClaimAtom> atoms)
    {
        var sentence = claim.Sentence;
        var quotations = claim.Quotations.Select(range => sentence.Text[range.Start..range.End]).ToList();
        var next = 0;
        for (var i = 0; i < sentence.Tokens.Count; i++)
        {
            var token = sentence.Tokens[i];
            while (next < quotations.Count && claim.Quotations[next].End <= token.Start)
            {
                next++;
            }

            var quotation = next < quotations.Count && claim.Quotations[next].Start <= token.Start ? quotations[next] : null;
            var fact = claim.FactOfToken[i] < 0 ? null : claim.Claim.Facts[claim.FactOfToken[i]];
            var text = sentence.Text[token.Start..token.End];
            if (fact is null || fact.Type == FactType.Name)
            {
                AddWord(sentence, i, fact, quotation, text, atoms);
            }
            else if (fact.Start == token.Start)
            {
                AddAuxiliary(token, quotation, text, fact.Type, atoms);
                var word = token.Kind == TokenKind.Word && fact.Text.Length == text.Length ? token.Key : "";
                atoms.Add(new ClaimAtom(KeyPrefix(fact) + fact.Value, fact.Type, fact.Text, word, fact.Text, quotation, IsContent: true));
            }
        }
    }

    private static void AddWord(Sentence sentence, int i, Fact? fact, string? quotation, string text, List<ClaimAtom> atoms)
    {
        var token = sentence.Tokens[i];
        if (token.Kind == TokenKind.Mark)
        {
            if (MeaningfulMarks.Contains(token.Key))
            {
                atoms.Add(new ClaimAtom(token.Key, null, text, "", null, quotation, IsContent: true));
            }

            return;
        }

        if (fact is not null)
        {
            atoms.Add(new ClaimAtom(NameFacts.Value(sentence, i), FactType.Name, text, token.Key, fact.Text, quotation, IsContent: true));
            return;
        }

        var key = token.Key;
        var isContent = !NameFacts.IsNote(sentence, i) && !FunctionWords.Contains(key) && (token.End - token.Start > 1 || char.IsAsciiDigit(key[0]));
        atoms.Add(new ClaimAtom(Exonyms.Find(key) ?? Romanization.Of(key), null, text, key, null, quotation, isContent));
    }

    // "didn't" is "did not", "couldn't" is "could not".
    private static void AddAuxiliary(Token token, string? quotation, string text, FactType type, List<ClaimAtom> atoms)
    {
        var isShort = token.Key.EndsWith("n't", StringComparison.Ordinal);
        if (type != FactType.Negation || token.Key != "cannot" && (!isShort || token.Key.Length == 3))
        {
            return;
        }

        var auxiliary = isShort ? token.Key[..^3] switch { "wo" => "will", "ca" => "can", var other => other } : "can";
        atoms.Add(auxiliary == "could"
            ? new ClaimAtom("~possible", FactType.Modality, "could", "", "could", quotation, IsContent: true)
            : new ClaimAtom(auxiliary, null, text, auxiliary, null, quotation, IsContent: false));
    }

    // Facts of different kinds are different facts: seven people, seven years. A word is never a fact's key.
    private static string KeyPrefix(Fact fact) => fact.Type switch
    {
        FactType.Number => "#",
        FactType.Date when fact.Value.Length == 4 => "#",
        FactType.Negation => "!",
        FactType.Modality => "~",
        FactType.Attribution => "@",
        FactType.Date => "d:",
        FactType.Age => "a:",
        _ => "",
    };
}
