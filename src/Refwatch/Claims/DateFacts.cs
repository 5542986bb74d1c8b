using System.Globalization;

namespace Refwatch.Claims;

/// <summary>
/// Dates, times of day and intervals. Values follow ISO 8601: "2019-03-10", "2019-03", "2019", "--03-10" without a year, "T09:40",
/// "2015/2019"; decades "199X" (ISO 8601-2). Days of the week and "yesterday" become dates where the page says when it was published.
/// </summary>
internal static class DateFacts
{
    private static readonly Lexicon.Table Months = Lexicon.Of("""
        01: january jan январ* янв қаңтар*
        02: february feb феврал* фев февр ақпан*
        03: march mar март* наурыз*
        04: april apr апрел* апр сәуір*
        05: may май мая мае маю мамыр*
        06: june jun июн* маусым*
        07: july jul июл* шілде*
        08: august aug август* авг тамыз*
        09: september sep sept сентябр* сен сент қыркүйек* қыркүйег*
        10: october oct октябр* окт қазан*
        11: november nov ноябр* ноя нояб қараша*
        12: december dec декабр* дек желтоқсан*
        """);

    private static readonly Lexicon.Table Weekdays = Lexicon.Of("""
        1: monday mondays понедельник* дүйсенбі*
        2: tuesday tuesdays вторник* сейсенбі*
        3: wednesday wednesdays среду среда сәрсенбі*
        4: thursday thursdays четверг* бейсенбі*
        5: friday fridays пятниц* жұма жұмада
        6: saturday saturdays суббот* сенбі*
        7: sunday sundays воскресень* жексенбі*
        """);

    private static readonly Lexicon.Table RelativeDays = Lexicon.Of("""
        -1: yesterday вчера кеше
        0: today сегодня бүгін
        1: tomorrow завтра ертең
        """, longestEnding: 0);

    public static Found? Read(Sentence sentence, int start)
    {
        if (sentence.IsNumber(start))
        {
            return HalfDayTime(sentence, start) ?? FromDigits(sentence, start) ?? DayMonth(sentence, start) ?? Year(sentence, start);
        }

        if (!sentence.IsWord(start))
        {
            return null;
        }

        var key = sentence.Key(start);
        if (Weekdays.Find(key) is { } weekday && (key[0] > 127 || sentence.IsCapitalised(start)))
        {
            return new Found(FactType.Date, Weekday(sentence, int.Parse(weekday)), start + 1);
        }

        if (RelativeDays.Find(key) is { } offset)
        {
            var days = int.Parse(offset);
            var value = sentence.Published?.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            return new Found(FactType.Date, value ?? (days < 0 ? "yesterday" : days > 0 ? "tomorrow" : "today"), start + 1);
        }

        return MonthFirst(sentence, start);
    }

    // "8 a.m.", "8:30 pm"
    private static Found? HalfDayTime(Sentence sentence, int start)
    {
        var next = start + 1;
        var half = sentence.Key(next);
        var end = half is "am" or "pm" ? next + 1
            : half is "a" or "p" && sentence.Key(next + 1) == "." && sentence.Key(next + 2) == "m" ? next + 3
            : 0;
        var parts = sentence.Key(start).Split(':');
        return end > 0 && parts.Length <= 2 && int.TryParse(parts[0], out var hour) && hour is >= 1 and <= 12
            ? new Found(FactType.Date, $"T{hour % 12 + (half[0] == 'p' ? 12 : 0):00}:{(parts.Length > 1 ? parts[1] : "00")}", end)
            : null;
    }

    // "2019-03-10", "10.03.2019", "10/03/2019", "9:40".
    private static Found? FromDigits(Sentence sentence, int start)
    {
        var key = sentence.Key(start);
        if (key.Contains(':'))
        {
            return new Found(FactType.Date, "T" + (key.IndexOf(':') == 1 ? "0" + key : key), start + 1);
        }

        if (key.Count(static c => c == '.') == 2 && key.Split('.') is [var d, var m, var y])
        {
            return Day(y, m, d, start + 1);
        }

        if (!sentence.IsNumber(start + 2) || !sentence.IsNumber(start + 4) || sentence.Key(start + 1) != sentence.Key(start + 3)
            || !sentence.Touch(start, start + 1) || !sentence.Touch(start + 3, start + 4))
        {
            return null;
        }

        return sentence.Key(start + 1) switch
        {
            "-" => Day(key, sentence.Key(start + 2), sentence.Key(start + 4), start + 5),
            "/" => Day(sentence.Key(start + 4), sentence.Key(start + 2), key, start + 5),
            _ => null,
        };
    }

    private static Found? Day(string year, string month, string day, int end)
    {
        year = year.Length == 2 ? "20" + year : year;
        return year.Length == 4 && month.Length <= 2 && day.Length <= 2 && !year.Contains('.')
            ? new Found(FactType.Date, $"{year}-{month.PadLeft(2, '0')}-{day.PadLeft(2, '0')}", end)
            : null;
    }

    // "10 March 2019", "10th of March", "10-12 марта 2019 года", "10 наурызда", "2019 жылғы 10 наурыз".
    private static Found? DayMonth(Sentence sentence, int start)
    {
        var number = start;
        string? year = null;
        if (IsYear(sentence.Key(start)) && sentence.Key(start + 1) is "жылғы" or "жылы" or "ж" or "жылдың" && sentence.IsNumber(sentence.Key(start + 2) == "." ? start + 3 : start + 2))
        {
            year = sentence.Key(start);
            number = sentence.Key(start + 2) == "." ? start + 3 : start + 2;
        }

        if (!IsDay(sentence.Key(number)))
        {
            return null;
        }

        var last = number;
        if (sentence.Key(number + 1) == "-" && sentence.IsNumber(number + 2) && IsDay(sentence.Key(number + 2)))
        {
            last = number + 2;
        }

        var month = last + 1;
        while (month < last + 4 && sentence.Key(month) is "th" or "st" or "nd" or "rd" or "of" or "-" or "го" or "е")
        {
            month++;
        }

        if (Months.Find(sentence.Key(month)) is not { } name || !IsMonth(sentence, month))
        {
            return null;
        }

        var end = month + 1;
        if (sentence.Key(end) == "." && sentence.IsNumber(end + 1))
        {
            end++;
        }

        year ??= YearAt(sentence, ref end);
        var to = Write(year, name, sentence.Key(last));
        return new Found(FactType.Date, last == number ? to : $"{Write(year, name, sentence.Key(number))}/{to}", end);
    }

    // "March 10, 2019", "March 10", "March 2019", "March".
    private static Found? MonthFirst(Sentence sentence, int start)
    {
        if (Months.Find(sentence.Key(start)) is not { } month || !IsMonth(sentence, start))
        {
            return null;
        }

        var next = sentence.Key(start + 1) == "." && sentence.IsNumber(start + 2) ? start + 2 : start + 1;
        if (!sentence.IsNumber(next) || !IsDay(sentence.Key(next)))
        {
            var monthEnd = start + 1;
            var yearOfMonth = YearAt(sentence, ref monthEnd);
            return new Found(FactType.Date, Write(yearOfMonth, month, day: null), monthEnd);
        }

        var last = sentence.Key(next + 1) == "-" && sentence.IsNumber(next + 2) && IsDay(sentence.Key(next + 2)) ? next + 2 : next;
        var end = sentence.Key(last + 1) is "th" or "st" or "nd" or "rd" ? last + 2 : last + 1;
        var year = YearAt(sentence, ref end);
        var to = Write(year, month, sentence.Key(last));
        return new Found(FactType.Date, last == next ? to : $"{Write(year, month, sentence.Key(next))}/{to}", end);
    }

    // A year, a decade, or an interval of years.
    private static Found? Year(Sentence sentence, int start)
    {
        var key = sentence.Key(start);
        var isInterval = sentence.Key(start + 1) == "-" && sentence.Touch(start, start + 1) && key.Length == 4 && sentence.Key(start + 2).Length == 4
            && (IsYear(key) || IsYear(sentence.Key(start + 2)));
        if (!IsYear(key) && !isInterval || sentence.Tokens[start].End - sentence.Tokens[start].Start != 4)
        {
            return null;
        }

        var end = start + 1;
        if (key[3] == '0' && sentence.Key(end) == "s" && sentence.Touch(start, end))
        {
            return new Found(FactType.Date, key[..3] + "X", end + 1);
        }

        if (key[3] == '0' && sentence.Key(end) == "-" && sentence.Key(end + 1) is "х" or "е" or "ые")
        {
            return new Found(FactType.Date, key[..3] + "X", SkipYearWord(sentence, end + 2));
        }

        if (sentence.Key(end) == "-" && sentence.IsNumber(end + 1) && sentence.Key(end + 1) is { } until && (isInterval || until.Length == 2))
        {
            return new Found(FactType.Date, $"{key}/{(until.Length == 2 ? key[..2] + until : until)}", SkipYearWord(sentence, end + 2));
        }

        if (IsKazakhCount(sentence, end))
        {
            return null;
        }

        var after = SkipYearWord(sentence, end);
        var counts = after == end && sentence.IsWord(end) && !IsYearContext(sentence, start - 1) && char.IsLower(sentence.Text[sentence.Tokens[end].Start])
            && sentence.Tokens[end].Key.Length > 3;
        return counts ? null : new Found(FactType.Date, key, after);
    }

    // "1500-ге жуық", "1500-ден астам": about so many, more than so many.
    private static bool IsKazakhCount(Sentence sentence, int end) =>
        sentence.Key(end) == "-" && sentence.Key(end + 2) is "жуық" or "тарта" or "таяу" or "астам" or "аса";

    // A dash with spaces ("срок службы - 1000 часов") is punctuation, no interval.
    private static bool IsYearContext(Sentence sentence, int before) => sentence.Key(before) is "-"
        ? sentence.Touch(before, before + 1)
        : sentence.Key(before) is "in" or "since" or "until" or "till" or "by" or "of" or "from" or "to" or "before" or "after" or "during" or "early" or "late" or "mid" or "the"
            or "в" or "с" or "к" or "до" or "после" or "от" or "по" or "(";

    private static int SkipYearWord(Sentence sentence, int end)
    {
        if (sentence.Key(end) == "-" && sentence.Key(end + 1) is "м" or "го" or "й" or "му" or "шы" or "ші")
        {
            end += 2;
        }

        if (sentence.Key(end) is "г" or "гг" or "ж" or "жж")
        {
            return sentence.Key(end + 1) == "." && end + 2 < sentence.Tokens.Count ? end + 2 : end + 1;
        }

        return sentence.Key(end) is "год" or "года" or "году" or "годом" or "годы" or "годов" or "годах" or "жыл" or "жылы" or "жылдың" or "жылға" or "жылдан"
            or "жылғы" or "жылдар" or "жылдары" or "жылдарды" or "жылдардағы" ? end + 1 : end;
    }

    private static string? YearAt(Sentence sentence, ref int end)
    {
        var at = sentence.Key(end) is "," or "of" or "." ? end + 1 : end;
        if (!sentence.IsNumber(at) || !int.TryParse(sentence.Key(at), out var year) || year is < 1000 or > 9999)
        {
            return null;
        }

        end = SkipYearWord(sentence, at + 1);
        return sentence.Key(at);
    }

    // "may" and "march" are verbs unless capitalised, and also where every word is: in headings they need a number beside them.
    private static bool IsMonth(Sentence sentence, int token)
    {
        if (sentence.Key(token)[0] > 127)
        {
            return true;
        }

        var isVerb = sentence.Key(token) is "may" or "march" or "mar"
            && (token == 0 || sentence.IsHeading || sentence.Tokens[token].End - sentence.Tokens[token].Start > 1 && char.IsUpper(sentence.Text[sentence.Tokens[token].Start + 1]));
        return sentence.IsCapitalised(token) && (!isVerb || sentence.IsNumber(token + 1) || sentence.IsNumber(token - 1));
    }

    // A slip such as "July 35" is still meant as a date.
    private static bool IsDay(string key) => key.Length <= 2 && int.TryParse(key, out var day) && day >= 1;

    private static bool IsYear(string key) => key.Length == 4 && int.TryParse(key, out var year) && year is >= 1000 and <= 2100;

    private static string Write(string? year, string month, string? day) =>
        $"{year ?? "-"}-{month}{(day is null ? "" : "-" + day.PadLeft(2, '0'))}";

    private static string Weekday(Sentence sentence, int weekday)
    {
        if (sentence.Published is not { } published)
        {
            return "W" + weekday;
        }

        // News tells what happened: the last such day, the day of publication included.
        var back = ((int)published.DayOfWeek + 6) % 7 + 1 - weekday;
        return published.AddDays(-(back < 0 ? back + 7 : back)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
