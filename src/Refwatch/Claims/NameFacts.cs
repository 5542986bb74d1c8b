using System.Collections.Frozen;
using Refwatch.Extracting;

namespace Refwatch.Claims;

/// <summary>Names of people, places and organisations: words with a capital letter that the sentence does not ask for.</summary>
internal static class NameFacts
{
    // Capitalised by courtesy or grammar, and the words that open sentences: no names by themselves.
    private static readonly FrozenSet<string> NotNames = Lexicon.Words("""
        i i'm i've i'd i'll mr mrs ms dr sec section sections fig figs figure figures table tables chapter appendix eq eqs equation ref refs reference references
        """);

    // They join the parts of a name.
    private static readonly FrozenSet<string> Particles = Lexicon.Words("de la le di da del von van der den bin ibn al el ul uly kyzy қызы ұлы оглы");

    // Endings of common nouns and adverbs, which names do not have: they may open a sentence.
    private static readonly string[] CommonEndings =
        ["tion", "ment", "ness", "ing", "ers", "ists", "als", "ство", "ние", "ть", "ться", "тся", "ое", "ее", "ая", "ые", "ие", "лись", "лась", "лось", "ция", "ость", "ники", "тели", "лар", "лер", "дар", "дер", "тар", "тер"];

    /// <summary>A name of one or several words; its value is its words romanised.</summary>
    public static Found? Read(Sentence sentence, int start)
    {
        if (!IsNamePart(sentence, start))
        {
            return null;
        }

        var value = Value(sentence, start);
        var end = start + 1;
        while (end < start + 8)
        {
            var next = IsJoiner(sentence, end) ? end + 1 : end;
            if (!IsNamePart(sentence, next) || IsSentenceStop(sentence, end))
            {
                break;
            }

            value += (sentence.Key(next - 1) is "-" ? "-" : " ") + Value(sentence, next);
            end = next + 1;
        }

        return new Found(FactType.Name, value, end);
    }

    /// <summary>A word's part in names: romanised, without the case ending where the page knows the name without it.</summary>
    public static string Value(Sentence sentence, int token)
    {
        var key = sentence.Key(token);
        if (key.EndsWith("'s", StringComparison.Ordinal))
        {
            key = key[..^2];
        }

        return Exonyms.Find(key) ?? Inflection.Nominative(Romanization.Of(key), key, sentence.IsKazakh, sentence.KnownNames);
    }

    private static bool IsNamePart(Sentence sentence, int token)
    {
        if (!sentence.IsCapitalised(token) || IsNote(sentence, token))
        {
            return false;
        }

        var key = sentence.Key(token);
        if (NotNames.Contains(key) || Abbreviations.Openers.Contains(key) && (token == 0 || key.Length > 1))
        {
            return false;
        }

        if (sentence.KnownNames.Contains(Romanization.Of(key)))
        {
            return true;
        }

        if (sentence.IsHeading)
        {
            return false;
        }

        if (!OpensSentence(sentence, token))
        {
            return !IsShouted(sentence, token);
        }

        // At the beginning: "Marat Seitov said", "A. Nurlan read", "NATO said"; a lone capitalised word shows nothing.
        return IsAcronym(sentence, token)
            || sentence.IsCapitalised(token + 1) && !Abbreviations.Openers.Contains(sentence.Key(token + 1)) && !LooksCommon(key)
            || sentence.Key(token + 1) == "." && key.Length == 1 && sentence.IsCapitalised(token + 2);
    }

    /// <summary>Whether a word ends as common nouns and participles do.</summary>
    public static bool LooksCommon(string key) => Array.Exists(CommonEndings, ending => key.Length > ending.Length + 1 && key.EndsWith(ending, StringComparison.Ordinal));

    /// <summary>Whether grammar, not the name, asks for the capital letter: at the beginning, after a stop, an opening quotation mark, a dash or colon.</summary>
    public static bool OpensSentence(Sentence sentence, int token)
    {
        for (var i = token - 1; i >= 0 && i >= token - 4; i--)
        {
            if (sentence.Tokens[i].Kind != TokenKind.Mark)
            {
                return false;
            }

            if (sentence.Key(i) is "." or "!" or "?" or ":" or "•" or "*")
            {
                return !(sentence.Key(i) == "." && sentence.IsCapitalised(i - 1) && sentence.Key(i - 1).Length == 1);
            }

            if (sentence.Key(i) is "\"" && !sentence.Touch(i, token))
            {
                return false;
            }

            // “We”: a quotation that begins within the sentence begins a sentence of its own.
            if (sentence.Key(i) is "\"" or "'" && sentence.Key(i - 1) is ":" or "," or "-" or "")
            {
                return true;
            }

            if (sentence.Key(i) is "," or ")" or "(" or "-" or "\"" or "'" or "/" or "&")
            {
                return i == 0;
            }
        }

        return token <= 4;
    }

    // A long word in capitals is emphasis; acronyms are short.
    private static bool IsShouted(Sentence sentence, int token) => IsUpper(sentence, token) && sentence.Tokens[token].Key.Length > 6;

    private static bool IsAcronym(Sentence sentence, int token) => IsUpper(sentence, token) && sentence.Tokens[token].Key.Length is >= 2 and <= 6;

    private static bool IsUpper(Sentence sentence, int token)
    {
        for (var i = sentence.Tokens[token].Start; i < sentence.Tokens[token].End; i++)
        {
            if (!char.IsUpper(sentence.Text[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A mark of the editor's: "[12]", "[SIC]", "[CITATION]".</summary>
    public static bool IsNote(Sentence sentence, int token) =>
        sentence.Key(token - 1) == "[" && sentence.Key(token + 1) == "]"
        && (sentence.IsNumber(token) || sentence.Text.AsSpan(sentence.Tokens[token].Start..sentence.Tokens[token].End).IndexOfAnyExceptInRange('A', 'Z') < 0);

    // "J. Smith", "Jean-Paul", "van Gogh".
    private static bool IsJoiner(Sentence sentence, int token) =>
        sentence.Key(token) == "." && sentence.Key(token - 1).Length == 1
        || sentence.Key(token) == "-" && sentence.Touch(token - 1, token) && sentence.Touch(token, token + 1)
        || sentence.IsWord(token) && Particles.Contains(sentence.Key(token));

    private static bool IsSentenceStop(Sentence sentence, int token) => sentence.Key(token) == "." && sentence.Key(token - 1).Length > 1;
}
