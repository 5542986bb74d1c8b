namespace Refwatch.Claims;

/// <summary>Knows an acronym beside the words that it stands for: "Human Rights Watch (HRW)".</summary>
internal static class Acronyms
{
    /// <summary>Whether an edit only puts an acronym beside or in place of its words, or takes it away.</summary>
    public static bool IsIntroduced(Edit edit) => IsOf(edit.Removed, edit.Added, edit.Around) || IsOf(edit.Added, edit.Removed, edit.Around);

    private static bool IsOf(List<ClaimAtom> one, List<ClaimAtom> other, IReadOnlyList<ClaimAtom> around)
    {
        if (one.Count != 1 || one[0].Text.Length is < 2 or > 6 || !one[0].Text.All(char.IsUpper))
        {
            return false;
        }

        var words = other.Count > 0 ? other : around;
        var initials = string.Concat(words.Where(static atom => atom.Word.Length > 0).Select(static atom => char.ToUpperInvariant(atom.Text[0])));
        return initials.Contains(one[0].Text, StringComparison.Ordinal);
    }
}
