namespace Refwatch.Claims;

/// <summary>Numbers that measure: money, percentages, durations, ages.</summary>
internal static class QuantityFacts
{
    private static readonly Lexicon.Table Currencies = Lexicon.Of("""
        USD: $ usd dollar dollars доллар* долл бакс*
        EUR: € eur euro euros евро еуро*
        GBP: £ gbp pound pounds фунт* фунтов
        JPY: jpy yen иен* йен*
        CNY: ¥ cny yuan rmb юан*
        KZT: ₸ kzt tenge тенге теңге* тг
        RUB: ₽ rub ruble rubles rouble roubles рубл* руб рубль
        UAH: ₴ uah hryvnia hryvnias гривен* гривн*
        KGS: kgs сом сома сомов
        UZS: uzs сум сумов
        INR: ₹ inr rupee rupees рупи*
        TRY: ₺ lira liras лир*
        CHF: chf franc francs франк*
        USDc: cent cents цент*
        """);

    private static readonly Lexicon.Table Units = Lexicon.Of("""
        S: second seconds sec секунд секунды секунду секундой секундам сек
        M: minute minutes min минут минуты минуту минутой минутам минутах мин
        H: hour hours час часа часов часам часах часу сағат сағатқа сағаттан сағаттық сағатта
        D: day days день дня дней дням днях днями сутки суток күн күнге күнде күннен күндік тәулік
        W: week weeks недел* апта аптаға аптада аптадан апталық
        MO: month months месяц* ай айға айда айдан айлық
        Y: year years год года году годом годами годах годов лет летия летие жыл жылға жылдан жылда жылдық жылдай
        DEC: decade decades десятилет* онжылдық*
        C: century centuries век* столети* ғасыр*
        """, longestEnding: 3);

    private static readonly Lexicon.Table AgeWords = Lexicon.Of("A: летний летняя летнего летнему летней летнюю летним летнем летние летних жасар жаста жасқа жастағы жасында жасынан жас");

    public static Found? Read(Sentence sentence, int start)
    {
        if (Age(sentence, start) is { } age)
        {
            return age;
        }

        if (MoneyBySign(sentence, start) is { } money)
        {
            return money;
        }

        if (NumberFacts.ReadCardinal(sentence, start) is not { } number)
        {
            return Half(sentence, start);
        }

        // "5-10 percent", "from 3 to 5 years" and "10 or 12 dollars" are two numbers; the unit stays with the second.
        var next = number.End;
        if (sentence.Key(next) == "-" && sentence.IsWord(next + 1))
        {
            next++;
        }

        if (Percent(sentence, next) is { } percentEnd)
        {
            return new Found(FactType.Percentage, number.Value + "%", percentEnd);
        }

        var adjective = sentence.Key(next) is "us" or "american" or "американских" or "ақш" or "russian" or "российских" or "kazakh" ? next + 1 : next;
        if (Currencies.Find(sentence.Key(adjective)) is { } currency && sentence.Key(adjective).Length > 0)
        {
            return new Found(FactType.Money, $"{currency} {number.Value}", adjective + 1);
        }

        if (AgeWords.Find(sentence.Key(next)) is not null)
        {
            return new Found(FactType.Age, number.Value, next + 1);
        }

        if (Units.Find(sentence.Key(next)) is not { } unit || IsYearOfDate(sentence, start, next, unit))
        {
            return null;
        }

        if (unit == "Y" && sentence.Key(next + 1) is "old" or "-" && sentence.Key(next + (sentence.Key(next + 1) == "-" ? 2 : 1)) == "old")
        {
            return new Found(FactType.Age, number.Value, next + (sentence.Key(next + 1) == "-" ? 3 : 2));
        }

        return new Found(FactType.Duration, Iso(number.Value, unit), next + 1);
    }

    // "2019 год": which year, not how many.
    private static bool IsYearOfDate(Sentence sentence, int number, int unit, string meaning) =>
        meaning == "Y" && unit == number + 1 && sentence.Key(number) is { Length: 4 } digits && digits[0] is '1' or '2' && sentence.Key(unit)[0] > 127;

    // "a week", "an hour" are durations like "one week"; "полгода".
    private static Found? Half(Sentence sentence, int start)
    {
        var key = sentence.Key(start);
        if (key is "полгода" or "полугода")
        {
            return new Found(FactType.Duration, "P6M", start + 1);
        }

        var isOne = key is "a" or "an" or "one" or "один" or "одну" or "одного" or "одной" or "бір";
        var next = sentence.Key(start + 1) == "-" ? start + 2 : start + 1;
        return isOne && Units.Find(sentence.Key(next)) is { } unit && !(key is "one" or "бір" && unit is "D")
            ? new Found(FactType.Duration, Iso("1", unit), next + 1)
            : null;
    }

    // "aged 34", "в возрасте 34 лет", ", 34," after a name.
    private static Found? Age(Sentence sentence, int start)
    {
        var number = sentence.Key(start) is "aged" or "age" ? start + 1
            : sentence.Key(start) == "в" && sentence.Key(start + 1) == "возрасте" ? start + 2
            : start;
        if (number > start)
        {
            if (NumberFacts.ReadCardinal(sentence, number) is not { } age)
            {
                return null;
            }

            return new Found(FactType.Age, age.Value, Units.Find(sentence.Key(age.End)) == "Y" ? age.End + 1 : age.End);
        }

        var isApposition = sentence.IsNumber(start) && sentence.Key(start).Length <= 2 && sentence.Key(start - 1) == "," && sentence.IsWord(start - 2)
            && sentence.Key(start + 1) is "," or "." or ";" or ")";
        return isApposition ? new Found(FactType.Age, sentence.Key(start), start + 1) : null;
    }

    // "$1.5 million", "US$ 700", "EUR 20".
    private static Found? MoneyBySign(Sentence sentence, int start)
    {
        var sign = sentence.Key(start) is "us" or "a" or "c" && sentence.Key(start + 1) == "$" ? start + 1 : start;
        var key = sentence.Key(sign);
        var isSign = key is "$" or "€" or "£" or "¥" or "₸" or "₽" or "₴" or "₹" or "₺" || key.Length == 3 && sentence.IsCapitalised(sign);
        if (!isSign || Currencies.Find(key) is not { } currency || !sentence.IsNumber(sign + 1))
        {
            return null;
        }

        var number = NumberFacts.ReadCardinal(sentence, sign + 1)!.Value;
        var scale = sentence.Key(number.End) switch { "k" => 1_000, "m" => 1_000_000, "b" => 1_000_000_000, _ => 0 };
        return scale > 0 && sentence.Touch(number.End - 1, number.End) && number.Value.Length <= 18 && decimal.TryParse(number.Value, out var amount)
            ? new Found(FactType.Money, $"{currency} {amount * scale:0.####}", number.End + 1)
            : new Found(FactType.Money, $"{currency} {number.Value}", number.End);
    }

    private static int? Percent(Sentence sentence, int next)
    {
        var key = sentence.Key(next);
        if (key is "%" or "percent" or "pct" || key.StartsWith("процент", StringComparison.Ordinal) || key.StartsWith("пайыз", StringComparison.Ordinal))
        {
            return next + 1;
        }

        return key == "per" && sentence.Key(next + 1) == "cent" ? next + 2 : null;
    }

    // ISO 8601 durations have no decades and centuries.
    private static string Iso(string number, string unit) => unit switch
    {
        "S" or "M" or "H" => $"PT{number}{unit}",
        "MO" => $"P{number}M",
        "DEC" when number.Length <= 18 && decimal.TryParse(number, out var decades) => $"P{decades * 10:0.##}Y",
        "C" when number.Length <= 18 && decimal.TryParse(number, out var centuries) => $"P{centuries * 100:0.##}Y",
        _ => $"P{number}{unit}",
    };
}
