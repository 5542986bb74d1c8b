namespace Refwatch.Claims;

/// <summary>Takes from an edit the words that are the same words, spelled, joined or inflected (names) otherwise.</summary>
internal sealed class Respellings(Vocabulary vocabulary)
{
    // Longer edits are rewritings; looking for spellings in them would cost and show nothing.
    private const int LongestEdit = 24;
    private const int MostJoined = 3;

    public void Drop(List<ClaimAtom> removed, List<ClaimAtom> added)
    {
        if (removed.Count > LongestEdit || added.Count > LongestEdit)
        {
            return;
        }

        DropApart(removed, added);
        DropJoined(removed, added, withSlips: false);
        DropJoined(added, removed, withSlips: false);
        for (var i = removed.Count - 1; i >= 0; i--)
        {
            var match = added.FindLastIndex(other => IsVariant(removed[i], other));
            if (match >= 0)
            {
                removed.RemoveAt(i);
                added.RemoveAt(match);
            }
        }

        DropJoined(removed, added, withSlips: true);
        DropJoined(added, removed, withSlips: true);
    }

    // «сос тарыми» and «со старыми»: the space slipped.
    private static void DropApart(List<ClaimAtom> removed, List<ClaimAtom> added)
    {
        if (removed.Count is >= 2 and <= MostJoined && added.Count is >= 2 and <= MostJoined
            && Joined(removed, 0, removed.Count) is { } left && left == Joined(added, 0, added.Count))
        {
            removed.Clear();
            added.Clear();
        }
    }

    // "co-operation" and "cooperation", "кое как" and "кое-как", «небыло» and «не было».
    private static void DropJoined(List<ClaimAtom> apart, List<ClaimAtom> together, bool withSlips)
    {
        for (var i = apart.Count - 1; i >= 0; i--)
        {
            for (var count = MostJoined; count >= 2; count--)
            {
                if (i + count > apart.Count || Joined(apart, i, count) is not { } joined)
                {
                    continue;
                }

                var match = together.FindIndex(word => word.Word == joined || withSlips && word.Type is null && IsLongVariant(word.Word, joined));
                if (match >= 0)
                {
                    apart.RemoveRange(i, count);
                    together.RemoveAt(match);
                    break;
                }
            }
        }
    }

    private static bool IsLongVariant(string left, string right) =>
        left.Length >= 10 && right.Length >= 10 && left[0] == right[0] && Spelling.Distance(left, right, 2) is not null;

    // In Russian "не" is often joined to a word or parted from it by mistake; "not able" and "notable" are not one in English.
    private static string? Joined(List<ClaimAtom> atoms, int start, int count)
    {
        var joined = "";
        for (var i = start; i < start + count; i++)
        {
            var atom = atoms[i];
            if (atom.Word.Length == 0 || atom.Type == FactType.Negation && atom.Word[0] < 128)
            {
                return null;
            }

            joined += atom.Word;
        }

        return joined;
    }

    private bool IsVariant(ClaimAtom left, ClaimAtom right)
    {
        if (left.Word.Length == 0 || right.Word.Length == 0)
        {
            return false;
        }

        if (left.Key == right.Key || Spelling.AreOneStretched(left.Word, right.Word))
        {
            return true;
        }

        // Within a quotation a letter put for another makes another word; only slips that leave out, double or swap one are spelling.
        if (left.Quotation is not null && left.Word.Length == right.Word.Length && !Spelling.IsSwap(left.Word, right.Word))
        {
            return false;
        }

        // A name differs by case endings alone or not at all; a letter in it makes it another name.
        if (left.Type == FactType.Name && right.Type == FactType.Name)
        {
            return Inflection.SameName(left.Word, right.Word);
        }

        // Two facts of one kind with different values are two facts; a word that is nearly one is one misspelled.
        if (left.Type is not null && right.Type is not null)
        {
            return false;
        }

        var shortest = Math.Min(left.Word.Length, right.Word.Length);
        var type = left.Type ?? right.Type;
        if (type is not null && (shortest < 6 || type == FactType.Negation && left.Word[0] < 128))
        {
            return false;
        }

        return (IsWrittenSmall(left) || IsWrittenSmall(right) || !MayBeNames(left, right)) && Spelling.IsVariant(left.Word, right.Word, vocabulary);
    }

    // «Сегодня», «Никогда»: a known word that Russian and Kazakh capitalise nowhere but at a sentence's beginning. English months may be names.
    private static bool IsWrittenSmall(ClaimAtom atom) => atom.Type is not (null or FactType.Name) && atom.Word[0] > 127;

    /// <summary>Words that open a sentence with a capital letter, and that nothing shows to be common words.</summary>
    public bool MayBeNames(ClaimAtom left, ClaimAtom right) =>
        char.IsUpper(left.Text[0]) && char.IsUpper(right.Text[0])
        && !vocabulary.IsCommon(left.Word) && !vocabulary.IsCommon(right.Word)
        && !NameFacts.LooksCommon(left.Word) && !NameFacts.LooksCommon(right.Word);
}
