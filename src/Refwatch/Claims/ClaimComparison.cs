using System.Runtime.InteropServices;

namespace Refwatch.Claims;

/// <summary>
/// What became of one claim, or of several that were merged or split. Both sides are read as atoms and aligned; what is left over on each
/// side between two common atoms is judged by <see cref="EditJudge"/>.
/// </summary>
internal sealed class ClaimComparison(Vocabulary vocabulary)
{
    private const int Around = 8;

    // A claim rewritten to this extent is another claim; following its words would take quadratic time.
    private const int MostMoved = 1_000;

    /// <summary>The change from one side to the other; null when it is cosmetic.</summary>
    public ClaimChange? Compare(IReadOnlyList<ReadClaim> before, IReadOnlyList<ReadClaim> after)
    {
        var left = ClaimAtoms.Of(before);
        var right = ClaimAtoms.Of(after);
        var edits = Edits(left, right);
        if (edits.Count == 0)
        {
            return null;
        }

        var judge = new EditJudge(vocabulary);
        if (Exchanges.Take(left, right, edits) is { } exchange)
        {
            judge.Facts.Add(exchange);
        }

        CancelMoved(edits);
        foreach (var edit in edits)
        {
            judge.Judge(edit);
        }

        return judge is { Facts.Count: 0, IsReworded: false } && edits.TrueForAll(static edit => !edit.HasMoved)
            ? null
            : new ClaimChange
            {
                Kind = judge.Facts.Count > 0 ? ChangeKind.Factual : ChangeKind.Reworded,
                Before = string.Join(' ', before.Select(static claim => claim.Claim.Text)),
                After = string.Join(' ', after.Select(static claim => claim.Claim.Text)),
                Facts = [.. judge.Facts.Distinct()],
            };
    }

    private static List<Edit> Edits(List<ClaimAtom> left, List<ClaimAtom> right)
    {
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        var partners = SequenceAlignment.Match(Ids(left, ids), Ids(right, ids));
        var edits = new List<Edit>();
        int i = 0, j = 0;
        while (i < left.Count || j < right.Count)
        {
            var end = i;
            while (end < left.Count && partners[end] < 0)
            {
                end++;
            }

            var until = end < left.Count ? partners[end] : right.Count;
            if (end > i || until > j)
            {
                edits.Add(new Edit(left[i..end], right[j..until], i, left[Math.Max(0, i - Around)..i], left[end..Math.Min(left.Count, end + Around)]));
            }

            i = end + 1;
            j = until + 1;
        }

        return edits;
    }

    private static int[] Ids(List<ClaimAtom> atoms, Dictionary<string, int> ids)
    {
        var sequence = new int[atoms.Count];
        for (var i = 0; i < sequence.Length; i++)
        {
            ref var id = ref CollectionsMarshal.GetValueRefOrAddDefault(ids, atoms[i].Key, out var exists);
            id = exists ? id : ids.Count;
            sequence[i] = id;
        }

        return sequence;
    }

    // The same atom left one place and came to another.
    private static void CancelMoved(List<Edit> edits)
    {
        if (edits.Count < 2 || edits.Sum(static edit => edit.Added.Count) > MostMoved)
        {
            return;
        }

        var added = new Dictionary<string, Stack<Edit>>(StringComparer.Ordinal);
        foreach (var edit in edits)
        {
            foreach (var atom in edit.Added)
            {
                (CollectionsMarshal.GetValueRefOrAddDefault(added, atom.Key, out _) ??= new Stack<Edit>()).Push(edit);
            }
        }

        foreach (var edit in edits)
        {
            for (var i = edit.Removed.Count - 1; i >= 0; i--)
            {
                var key = edit.Removed[i].Key;
                if (added.TryGetValue(key, out var places) && places.TryPop(out var place))
                {
                    edit.Removed.RemoveAt(i);
                    place.Added.RemoveAt(place.Added.FindIndex(atom => atom.Key == key));
                    edit.HasMoved = place.HasMoved = true;
                }
            }
        }
    }
}
