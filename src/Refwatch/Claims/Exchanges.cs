namespace Refwatch.Claims;

/// <summary>
/// Finds where nothing came and nothing went but two things changed places: "from Paris to London", then "from London to Paris". The order of
/// a list ("Paris and London") says nothing.
/// </summary>
internal static class Exchanges
{
    private const int MostEdits = 24;

    private static readonly System.Collections.Frozen.FrozenSet<string> Conjunctions = Lexicon.Words("and or i ili libo zhane nemese men pen ben da de");

    /// <summary>The exchange, of which the edits are then cleared; null when there is none.</summary>
    public static FactChange? Take(List<ClaimAtom> before, List<ClaimAtom> after, List<Edit> edits)
    {
        for (var i = 0; i < edits.Count && i < MostEdits; i++)
        {
            for (var j = i + 1; j < edits.Count && j < MostEdits; j++)
            {
                if (AreSame(edits[i].Removed, edits[j].Added) && AreSame(edits[i].Added, edits[j].Removed) && !IsList(before, edits[i].End, edits[j].Start))
                {
                    var exchange = new FactChange(Type(edits[i]), Text(edits[i].Removed), Text(edits[i].Added));
                    Clear(edits[i]);
                    Clear(edits[j]);
                    return exchange;
                }
            }
        }

        return Permutation(before, after, edits);
    }

    // The same facts and words, the facts in another order.
    private static FactChange? Permutation(List<ClaimAtom> before, List<ClaimAtom> after, List<Edit> edits)
    {
        var removed = edits.SelectMany(static edit => edit.Removed).Where(static atom => atom.IsContent).Select(static atom => atom.Key).Order(StringComparer.Ordinal);
        var added = edits.SelectMany(static edit => edit.Added).Where(static atom => atom.IsContent).Select(static atom => atom.Key).Order(StringComparer.Ordinal);
        if (!removed.SequenceEqual(added, StringComparer.Ordinal))
        {
            return null;
        }

        var left = Enumerable.Range(0, before.Count).Where(i => before[i].Type is not null).ToList();
        var right = after.FindAll(static atom => atom.Type is not null);
        for (var i = 0; i < left.Count && i < right.Count; i++)
        {
            if (before[left[i]].Key != right[i].Key)
            {
                var place = left.FindIndex(i, index => before[index].Key == right[i].Key);
                return place > i && !IsList(before, left[i] + 1, left[place])
                    ? new FactChange(before[left[i]].Type!.Value, before[left[i]].Fact, right[i].Fact)
                    : null;
            }
        }

        return null;
    }

    private static bool AreSame(List<ClaimAtom> left, List<ClaimAtom> right)
    {
        if (left.Count != right.Count || left.Count is 0 or > 4 || !left.Exists(static atom => atom.IsContent))
        {
            return false;
        }

        for (var i = 0; i < left.Count; i++)
        {
            var isSame = left[i].Key == right[i].Key
                || left[i].Word.Length > 0 && right[i].Word.Length > 0 && left[i].Type == right[i].Type
                && (left[i].Type == FactType.Name ? Inflection.SameName(left[i].Word, right[i].Word) : Inflection.SameLemma(left[i].Word, right[i].Word));
            if (!isSame)
            {
                return false;
            }
        }

        return true;
    }

    // Names of several words and further members of the list may stand between the two.
    private static bool IsList(List<ClaimAtom> atoms, int start, int end)
    {
        var between = atoms.GetRange(start, Math.Max(0, end - start));
        return between.Exists(static atom => Conjunctions.Contains(atom.Key)) && between.TrueForAll(static atom => Conjunctions.Contains(atom.Key) || atom.Type == FactType.Name)
            || between.TrueForAll(static atom => atom.Type == FactType.Name) && between.Count > 0;
    }

    private static FactType Type(Edit edit) => edit.Removed[0].Type ?? FactType.Wording;

    private static string Text(List<ClaimAtom> atoms) => string.Join(' ', atoms.Select(static atom => atom.Text));

    private static void Clear(Edit edit)
    {
        edit.Removed.Clear();
        edit.Added.Clear();
        edit.HasMoved = true;
    }
}
