namespace Refwatch.Claims;

/// <summary>Words that turn a claim round or hedge it: negation, modality, attribution.</summary>
internal static class StanceFacts
{
    private static readonly Lexicon.Table Negations = Lexicon.Of("""
        not: not n't не ни нет cannot емес жоқ isn't aren't wasn't weren't don't doesn't didn't hasn't haven't hadn't won't wouldn't can't couldn't shouldn't mustn't needn't ain't
        no: no ешбір ешқандай никакой никакого никаких никакая
        never: never никогда ешқашан
        nobody: nobody none никто никого никому ешкім ешкімді
        nothing: nothing ничего ничто ештеңе
        neither: neither nor
        without: without без
        """, longestEnding: 0);

    private static readonly Lexicon.Table Modalities = Lexicon.Of("""
        alleged: allegedly alleged alleges якобы предполагаем*
        reported: reportedly сообщается
        suspected: suspected подозреваем* күдікті күдіктілер
        possible: may might could possibly perhaps maybe может могут мог могла могли возможно мүмкін
        probable: probably likely presumably вероятно предположительно видимо по-видимому бәлкім ықтимал
        apparent: apparently seemingly purportedly supposedly сияқты секілді кажется похоже
        unlikely: unlikely вряд едва
        """, longestEnding: 4);

    public static Found? Read(Sentence sentence, int start)
    {
        if (!sentence.IsWord(start))
        {
            return null;
        }

        var key = sentence.Key(start);
        if (Negations.Find(key) is { } negation && !IsNumberSign(sentence, start, key))
        {
            return new Found(FactType.Negation, negation, start + 1);
        }

        if (IsKazakhNegative(sentence, key))
        {
            return new Found(FactType.Negation, "not", start + 1);
        }

        if (Attribution(sentence, start) is { } attribution)
        {
            return attribution;
        }

        if (key == "по" && sentence.Key(start + 1) is "слухам" or "сообщениям")
        {
            return new Found(FactType.Modality, "reported", start + 2);
        }

        if (IsKazakhHearsay(sentence, start, key))
        {
            return new Found(FactType.Modality, "apparent", start + 1);
        }

        var isMonth = key == "may" && sentence.IsCapitalised(start) && start > 0;
        return !isMonth && Modalities.Find(key) is { } modality ? new Found(FactType.Modality, modality, start + 1) : null;
    }

    // "No. 5"
    private static bool IsNumberSign(Sentence sentence, int token, string key) =>
        key == "no" && (sentence.IsNumber(token + 1) || sentence.Key(token + 1) == "." && sentence.IsNumber(token + 2));

    // After a participle "көрінеді" says that it seems so ("салған көрінеді"); elsewhere it is a verb: a mountain can be seen.
    private static bool IsKazakhHearsay(Sentence sentence, int token, string key) =>
        key == "көрінеді" && token > 0 && sentence.Key(token - 1) is [.., 'ғ' or 'қ', 'а', 'н'] or [.., 'г' or 'к', 'е', 'н'];

    // The negative of a Kazakh verb is a syllable within it: алмады, айтпады, кетпейміз, білмеген.
    private static bool IsKazakhNegative(Sentence sentence, string key)
    {
        if (!sentence.IsKazakh || key.Length < 6)
        {
            return false;
        }

        ReadOnlySpan<string> endings = ["ды", "ді", "ған", "ген", "йды", "йді", "йміз", "ймыз", "ймін", "ймын", "с", "дық", "дік", "дым", "дім"];
        foreach (var ending in endings)
        {
            if (key.EndsWith(ending, StringComparison.Ordinal) && key.Length > ending.Length + 3)
            {
                var syllable = key.AsSpan(key.Length - ending.Length - 2, 2);
                if (syllable is "ма" or "ме" or "па" or "пе" or "ба" or "бе")
                {
                    return syllable[0] == 'м' ? true : IsVoicelessOrSonant(key[^(ending.Length + 3)]);
                }
            }
        }

        return false;
    }

    // -па/-пе follows voiceless consonants, -ба/-бе з, ж, м, н, ң: elsewhere the syllable belongs to the stem.
    private static bool IsVoicelessOrSonant(char c) => c is 'к' or 'қ' or 'п' or 'с' or 'т' or 'ш' or 'з' or 'ж' or 'м' or 'н' or 'ң';

    private static Found? Attribution(Sentence sentence, int start) => (sentence.Key(start), sentence.Key(start + 1)) switch
    {
        ("according", "to") => new Found(FactType.Attribution, "according to", start + 2),
        ("по", "словам" or "данным" or "информации" or "мнению" or "версии" or "утверждению" or "свидетельству") => new Found(FactType.Attribution, "according to", start + 2),
        ("согласно", _) => new Found(FactType.Attribution, "according to", start + 1),
        ("айтуынша" or "мәліметінше" or "сөзінше" or "дерегінше" or "пікірінше" or "хабарлауынша" or "мәліметтеріне", _) => new Found(FactType.Attribution, "according to", start + 1),
        _ => null,
    };
}
