using System.Text;
using System.Text.RegularExpressions;
using Refwatch.Claims;
using Refwatch.Extracting;

namespace Refwatch.Tests.Claims;

/// <summary>
/// One edit to a page's text, that changes a fact or is cosmetic. The words it uses are its own: it knows nothing of the lists by which the
/// product recognises facts.
/// </summary>
/// <param name="Name">What was done.</param>
/// <param name="Text">The text afterwards.</param>
/// <param name="Before">What was taken away, for facts.</param>
/// <param name="After">What was put in its place, for facts.</param>
internal sealed record Mutation(string Name, string Text, string Before = "", string After = "")
{
    private static readonly string[] EnglishNames = ["Zelnova", "Kartmanov", "Holbrecht", "Dunmarsh", "Ostervale", "Abdramov", "Whitlock"];
    private static readonly string[] CyrillicNames = ["Жельнов", "Картманов", "Досмурат", "Острогин", "Айжолов", "Шымырбек"];
    private static readonly string[] EnglishWords = ["lantern", "harvest", "curtain", "orchard", "whisper", "granite"];
    private static readonly string[] CyrillicWords = ["фонарь", "урожай", "занавес", "гранит", "ветер", "пороша"];
    private static readonly string[] EnglishMonths = ["January", "February", "April", "June", "July", "August", "September", "October", "November", "December"];
    private static readonly string[] RussianMonths = ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"];
    private static readonly string[] KazakhMonths = ["қаңтарда", "ақпанда", "наурызда", "сәуірде", "мамырда", "маусымда", "шілдеде", "тамызда", "қыркүйекте", "қарашада"];
    private static readonly string[] EnglishDays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    private static readonly string[] EnglishCounts = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "fifteen"];
    private static readonly string[] RussianCounts = ["три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять"];
    private static readonly string[] KazakhCounts = ["үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз"];

    /// <summary>Changes a fact; null when the text has none of the kind.</summary>
    public static Mutation? OfFact(string kind, string text, Random random) => kind switch
    {
        "digit" => Digit(text, random),
        "count" => Other("count", text, random, EnglishCounts) ?? Other("count", text, random, RussianCounts) ?? Other("count", text, random, KazakhCounts),
        "month" => Other("month", text, random, EnglishMonths) ?? Other("month", text, random, RussianMonths) ?? Other("month", text, random, KazakhMonths),
        "weekday" => Other("weekday", text, random, EnglishDays),
        "year" => Replace("year", text, random, @"(?<![\d.,:])(19|20)\d\d(?![\d.,:]\d|\d)", old => $"{int.Parse(old) + random.Next(1, 9)}"),
        "name" => Replace("name", text, random, @"(?<=\p{Ll}{2,},? )(?!January|February|March|April|May|June|July|August|Sept|Octo|Nov|Dec|\p{L}+day)\p{Lu}\p{Ll}{3,}(?=[ ,]\p{Ll})", old => Pick(IsCyrillic(old) ? CyrillicNames : EnglishNames, random)),
        "quotation" => Replace("quotation", text, random, """(?<=[“«][^“”«»\n]{0,200} )\p{Ll}{5,}(?=[^“”«»\n]{0,200}[”»])""", old => Pick(IsCyrillic(old) ? CyrillicWords : EnglishWords, random)),
        "negation" => Negation(text, random),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static IReadOnlyList<string> FactKinds { get; } = ["digit", "count", "month", "weekday", "year", "name", "quotation", "negation"];

    /// <summary>Changes nothing that the text says; null when it gives no occasion.</summary>
    public static Mutation? Cosmetic(string kind, string text, Random random)
    {
        var mutated = kind switch
        {
            "no-break space" => Some(text, random, @"(?<=\S) (?=\S)", "\u00A0"),
            "double space" => Some(text, random, @"(?<=\S) (?=\S)", "  "),
            "thin group" => Some(text, random, @"(?<=(?<!\d)\d{1,3})[ \u00A0](?=\d{3}(?!\d))", "\u202F"),
            "soft hyphen" => Some(text, random, @"(?<=\p{L}{4})(?=\p{L}{4})", "\u00AD"),
            "zero width" => Some(text, random, @"(?<=\p{L}{3}) (?=\p{L}{3})", " \u200B"),
            "curly double" => text.Contains('“') ? text.Replace('“', '"').Replace('”', '"') : text.Replace('«', '“').Replace('»', '”'),
            "apostrophe" => text.Contains('’') ? Some(text, random, @"(?<=\p{L})’(?=\p{L})", "'") : Some(text, random, @"(?<=\p{L})'(?=\p{L})", "’"),
            "dash" => Some(text, random, " [-–—] ", random.Next(2) == 0 ? " — " : " – "),
            "range" => Some(text, random, @"(?<=(?<![\d\p{L}-])\d{1,4})-(?=\d{1,4}(?![\d\p{L}-]))", "–"),
            "ellipsis" => text.Contains('…') ? text.Replace("…", "...") : text.Replace("...", "…"),
            "yo" => text.Contains('ё') ? text.Replace('ё', 'е') : text,
            "decomposed" => text.Replace("й", "и\u0306").Replace("é", "e\u0301").Replace("ö", "o\u0308"),
            "paragraphs" => Some(text, random, @"(?<=[.!?]) (?=\p{Lu}\p{Ll}+ \p{Ll})", "\n"),
            "not shortened" => Some(text, random, "(?<=did|does|is|was|were|has|have|had|would|should)n[’']t(?= )", " not"),
            "typo" => Typo(text, random),
            "hyphen" => Some(text, random, @"(?<= \p{Ll}{3,6})-(?=\p{Ll}{4,} )", random.Next(2) == 0 ? " " : "\u2011"),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
        return mutated is null || mutated == text ? null : new Mutation(kind, mutated);
    }

    public static IReadOnlyList<string> CosmeticKinds { get; } =
    [
        "no-break space", "double space", "thin group", "soft hyphen", "zero width", "curly double", "apostrophe", "dash", "range", "ellipsis",
        "yo", "decomposed", "paragraphs", "not shortened", "typo", "hyphen",
    ];

    /// <summary>Why the difference fails the mutation of a fact; null when it names the fact.</summary>
    public string? Fails(string text)
    {
        var change = ClaimDiff.Between(PageContent.FromPlainText(text), PageContent.FromPlainText(Text));
        var isNamed = change.Claims.Any(claim => claim.Kind == ChangeKind.Factual
            && claim.Facts.Any(fact => (Before.Length == 0 || Has(fact.Before, Before)) && (After.Length == 0 || Has(fact.After, After))));
        return isNamed ? null : $"{Name}: {Before} -> {After}: {Tell(change)}";
    }

    /// <summary>What the difference reports of a cosmetic mutation; null when it is nothing.</summary>
    public string? IsReported(string text)
    {
        var change = ClaimDiff.Between(PageContent.FromPlainText(text), PageContent.FromPlainText(Text));
        return change.IsEmpty ? null : $"{Name}: {Tell(change)}";
    }

    private static string Tell(Change change) =>
        string.Join("\n    ", change.Claims.Select(static claim => $"{claim.Kind} «{claim.Before}» -> «{claim.After}» {string.Join("; ", claim.Facts)}"));

    private static bool Has(string? fact, string part) => fact?.Contains(part, StringComparison.Ordinal) == true;

    private static Mutation? Digit(string text, Random random) =>
        Replace("digit", text, random, @"(?<![\d\p{L}.,:/-])\d[\d.,]*\d|(?<![\d\p{L}.,:/-])\d(?![\d.,:/-])", old =>
        {
            var digits = new StringBuilder(old);
            var at = Enumerable.Range(0, old.Length).Where(i => char.IsAsciiDigit(old[i])).OrderBy(_ => random.Next()).First();
            digits[at] = (char)('1' + (digits[at] - '1' + random.Next(1, 9) + 9) % 9);
            return digits.ToString();
        });

    private static Mutation? Negation(string text, Random random)
    {
        var removed = Replace("negation", text, random, @"(?<=\p{L}) (not|не) (?=\p{Ll}{3,})", static _ => " ");
        if (removed is not null && random.Next(2) == 0)
        {
            return removed with { Before = removed.Before.Trim(), After = "" };
        }

        var added = Replace("negation", text, random, @"(?<=\p{L}) (was|were|is|are|has|have|will|был|была|были|может|могут) (?!not)(?=\p{Ll}{3,})", static old => IsCyrillic(old.Trim()) ? " не" + old : old + "not ");
        return added is null ? null : added with { Before = "", After = IsCyrillic(added.After.Trim()) ? "не" : "not" };
    }

    private static Mutation? Other(string name, string text, Random random, string[] words) =>
        Replace(name, text, random, $@"(?<=\p{{L}} )({string.Join('|', words)})(?=[ ,.])", old => Pick([.. words.Where(word => word != old)], random));

    private static Mutation? Replace(string name, string text, Random random, string pattern, Func<string, string> replacement)
    {
        var matches = Regex.Matches(text, pattern);
        if (matches.Count == 0)
        {
            return null;
        }

        var match = matches[random.Next(matches.Count)];
        var put = replacement(match.Value);
        return put == match.Value ? null : new Mutation(name, text[..match.Index] + put + text[(match.Index + match.Length)..], match.Value, put);
    }

    private static string? Some(string text, Random random, string pattern, string put)
    {
        var matches = Regex.Matches(text, pattern);
        var mutated = new StringBuilder(text);
        foreach (var match in matches.OrderBy(_ => random.Next()).Take(random.Next(1, 20)).OrderByDescending(static match => match.Index))
        {
            mutated.Remove(match.Index, match.Length).Insert(match.Index, put);
        }

        return matches.Count == 0 ? null : mutated.ToString();
    }

    // A letter within a long word that the text has once is left out: the earlier text has the slip, the later one the word.
    private static string? Typo(string text, Random random)
    {
        var words = Regex.Matches(text, @"(?<=\p{Ll} )\p{Ll}{8,}(?= \p{Ll})").Where(match => text.Split(match.Value).Length == 2).ToList();
        if (words.Count == 0)
        {
            return null;
        }

        var word = words[random.Next(words.Count)];
        return text.Remove(word.Index + random.Next(3, word.Length - 2), 1);
    }

    private static string Pick(string[] words, Random random) => words[random.Next(words.Length)];

    private static bool IsCyrillic(string word) => word[0] is >= '\u0400' and <= '\u052F' || word.Length > 1 && word[1] is >= '\u0400' and <= '\u052F';
}
