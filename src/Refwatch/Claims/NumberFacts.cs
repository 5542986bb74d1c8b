using System.Collections.Frozen;
using System.Globalization;

namespace Refwatch.Claims;

/// <summary>Numbers in digits and words: "1.5 million", "двадцать пять", "он екі", "dozens", "third".</summary>
internal static class NumberFacts
{
    private static readonly Lexicon.Table Cardinals = Lexicon.Of("""
        0: zero ноль нуля нулю нулём нөл
        2: two both два две двух двум двумя двое двоих двоим екі екеу екеуі екеуін
        3: three три трёх трем тремя трое троих троим үш үшеу үшеуі
        4: four четыре четырёх четырём четырьмя четверо четверых төрт төртеу
        5: five пять пяти пятью пятеро пятерых бес бесеу
        6: six шесть шести шестью шестеро шестерых алты
        7: seven семь семи семью семеро семерых жеті
        8: eight восемь восьми восемью восьмью сегіз
        9: nine девять девяти девятью тоғыз
        10: ten десять десяти десятью
        11: eleven одиннадцать одиннадцати одиннадцатью
        12: twelve dozen двенадцать двенадцати двенадцатью дюжина дюжину дюжины
        13: thirteen тринадцать тринадцати тринадцатью
        14: fourteen четырнадцать четырнадцати четырнадцатью
        15: fifteen пятнадцать пятнадцати пятнадцатью
        16: sixteen шестнадцать шестнадцати шестнадцатью
        17: seventeen семнадцать семнадцати семнадцатью
        18: eighteen восемнадцать восемнадцати восемнадцатью
        19: nineteen девятнадцать девятнадцати девятнадцатью
        20: twenty двадцать двадцати двадцатью жиырма
        30: thirty тридцать тридцати тридцатью отыз
        40: forty сорок сорока қырық
        50: fifty пятьдесят пятидесяти пятьюдесятью елу
        60: sixty шестьдесят шестидесяти алпыс
        70: seventy семьдесят семидесяти жетпіс
        80: eighty восемьдесят восьмидесяти сексен
        90: ninety девяносто тоқсан
        100: hundred сто ста сотня сотню сотни жүз
        200: двести двухсот двумстам
        300: триста трёхсот трёмстам
        400: четыреста четырёхсот
        500: пятьсот пятисот
        600: шестьсот шестисот
        700: семьсот семисот
        800: восемьсот восьмисот
        900: девятьсот девятисот
        1.5: полтора полутора полторы
        0.5: half половина половину половины половине половиной жартысы жартысын
        """);

    private static readonly Lexicon.Table Magnitudes = Lexicon.Of("""
        1000: thousand тыс тысяча тысячи тысяч тысячу тысячам тысячами тысячах мың
        1000000: million mln mn млн миллион* milyon
        1000000000: billion bln bn млрд миллиард*
        1000000000000: trillion trn трлн триллион*
        """);

    private static readonly Lexicon.Table Ordinals = Lexicon.Of("""
        1: first перв* бірінші*
        2: second втор* екінші*
        3: third трет* үшінші*
        4: fourth четверт* төртінші*
        5: fifth пят* бесінші*
        6: sixth шест* алтыншы*
        7: seventh седьм* жетінші*
        8: eighth восьм* сегізінші*
        9: ninth девят* тоғызыншы*
        10: tenth десят* оныншы*
        """, longestEnding: 3);

    private static readonly Lexicon.Table Rough = Lexicon.Of("""
        10s: tens десятки десятков десяткам ондаған
        12s: dozens
        100s: hundreds сотен сотням жүздеген
        1000s: thousands мыңдаған
        1000000s: millions миллиондаған
        1000000000s: billions
        """);

    // Words that are numbers only beside another number word or a magnitude: "one of them", "один из них", "бір адам".
    private static readonly Lexicon.Table Weak = Lexicon.Of("1: one один одна одно одну одного одной одному бір a");

    private static readonly FrozenSet<string> NotOrdinals = Lexicon.Words("вторник вторника вторнику пятница пятницу пятницы пятнице шесть пять десять девять пятно шест шестой");

    public static Found? Read(Sentence sentence, int start)
    {
        if (ReadCardinal(sentence, start) is { } cardinal)
        {
            return cardinal;
        }

        if (!sentence.IsWord(start))
        {
            return null;
        }

        var key = sentence.Key(start);
        if (Rough.Find(key) is { } rough)
        {
            return new Found(FactType.Number, rough, start + 1);
        }

        return !NotOrdinals.Contains(key) && Ordinals.Find(key) is { } ordinal ? new Found(FactType.Number, ordinal + "th", start + 1) : null;
    }

    /// <summary>A number that counts something; its value is a decimal with "." and without groups.</summary>
    public static Found? ReadCardinal(Sentence sentence, int start)
    {
        if (sentence.IsNumber(start))
        {
            var (value, end) = Scale(sentence, sentence.Key(start), start + 1);
            return new Found(FactType.Number, value, SkipEnding(sentence, end));
        }

        return sentence.IsWord(start) ? ReadWords(sentence, start) : null;
    }

    private static Found? ReadWords(Sentence sentence, int start)
    {
        decimal total = 0, current = 0;
        var smallest = decimal.MaxValue;
        var end = start;
        for (var i = start; i < start + 12 && i < sentence.Tokens.Count; i++)
        {
            var key = sentence.Key(i);
            if (end > start && (sentence.Tokens[i].IsMark("-") || key == "and" && smallest == 100) && Value(sentence, i + 1) < smallest)
            {
                continue;
            }

            if (Value(sentence, i) is { } value)
            {
                if (value >= smallest || smallest is > 19 and < 100 && value > 9)
                {
                    if (value != 100 || smallest > 9)
                    {
                        break;
                    }

                    current *= 100;
                    smallest = 100;
                }
                else
                {
                    current += value;
                    smallest = value;
                }
            }
            else if (Find(Magnitudes, sentence, key) is { } magnitude && (end > start || key is not ("мың" or "тыс" or "bn" or "mn" or "mln" or "bln" or "trn")))
            {
                if (end == start && key is not ("тысяча" or "тысячу" or "миллион"))
                {
                    return null;
                }

                total += (current == 0 ? 1 : current) * decimal.Parse(magnitude);
                current = 0;
                smallest = decimal.MaxValue;
            }
            else
            {
                break;
            }

            end = i + 1;
        }

        var isWeak = end == start + 1 && Weak.Find(sentence.Key(start)) is not null;
        return end == start || isWeak ? null : new Found(FactType.Number, Format(total + current), end);
    }

    private static decimal? Value(Sentence sentence, int token)
    {
        if (!sentence.IsWord(token))
        {
            return null;
        }

        var key = sentence.Key(token);
        if (sentence.IsKazakh && key is "он")
        {
            return 10;
        }

        if (Find(Cardinals, sentence, key) is { } value)
        {
            return decimal.Parse(value, CultureInfo.InvariantCulture);
        }

        return Weak.Find(key) is not null && (key != "a" || sentence.Key(token + 1) is "hundred" or "dozen" || Magnitudes.Find(sentence.Key(token + 1)) is not null)
            ? 1
            : null;
    }

    /// <summary>The number that a word is; in Kazakh, whatever its case: "елуге", "бестен". "Алтыны" is gold.</summary>
    private static string? Find(Lexicon.Table table, Sentence sentence, string key) =>
        table.Find(key)
        ?? (sentence.IsKazakh && !key.StartsWith("алтын", StringComparison.Ordinal) && Inflection.WithoutKazakhCase(key) is { } stem ? table.Find(stem) : null);

    /// <summary>"1.5" and "million" make 1500000; "10" and "тыс." make 10000.</summary>
    private static (string Value, int End) Scale(Sentence sentence, string digits, int next)
    {
        var magnitude = sentence.IsWord(next) || sentence.Key(next) == "-" ? Find(Magnitudes, sentence, sentence.Key(sentence.IsWord(next) ? next : next + 1)) : null;
        if (magnitude is null || digits.Length > 15 || !decimal.TryParse(digits, NumberStyles.Number, CultureInfo.InvariantCulture, out var number))
        {
            return (digits, next);
        }

        var end = sentence.IsWord(next) ? next + 1 : next + 2;
        return (Format(number * decimal.Parse(magnitude)), sentence.Touch(end - 1, end) && sentence.Key(end) == "." && end + 1 < sentence.Tokens.Count ? end + 1 : end);
    }

    // "90-нан", "5-й", "10th", "1990s": a case ending, not a unit.
    private static int SkipEnding(Sentence sentence, int end)
    {
        if (sentence.IsWord(end) && sentence.Touch(end - 1, end) && sentence.Key(end) is "st" or "nd" or "rd" or "th")
        {
            return end + 1;
        }

        return sentence.IsNumber(end - 1) && sentence.Key(end) == "-" && sentence.Touch(end - 1, end) && sentence.Touch(end, end + 1) && sentence.IsWord(end + 1)
            && sentence.Key(end + 1) is { Length: <= 3 } ending && ending[0] >= 'а' && ending is not ("км" or "кг" or "га")
            ? end + 2
            : end;
    }

    private static string Format(decimal number) => number.ToString("0.##########", CultureInfo.InvariantCulture);
}
