namespace Refwatch.Claims;

/// <summary>
/// Says of each edit whether it is cosmetic, rewords, or changes a fact. A typed fact that has no equal on the other side always counts;
/// words count when several that carry meaning came, went or were replaced, when the text is quoted, or when <see cref="Predicates"/> knows
/// that they say something else.
/// </summary>
internal sealed class EditJudge(Vocabulary vocabulary)
{
    // Measured on the arXiv revisions (docs/quality.md): fewer words are style, more are content.
    private const int ContentWords = 2;

    private readonly Respellings _respellings = new(vocabulary);

    public List<FactChange> Facts { get; } = [];

    public bool IsReworded { get; private set; }

    public void Judge(Edit edit)
    {
        var (removed, added) = (edit.Removed, edit.Added);
        if (edit.IsEmpty)
        {
            return;
        }

        var isAcronym = Acronyms.IsIntroduced(edit);
        _respellings.Drop(removed, added);
        if (edit.IsEmpty)
        {
            return;
        }

        IsReworded = true;
        if (isAcronym)
        {
            return;
        }

        var counted = Facts.Count;
        JudgeTyped(removed, added);
        JudgeQuoted(removed, added);
        if (Facts.Count == counted)
        {
            JudgeWords(removed, added);
        }
    }

    private void JudgeTyped(List<ClaimAtom> removed, List<ClaimAtom> added)
    {
        var before = Typed(removed);
        var after = Typed(added);
        foreach (var (type, text, names) in before.ToList())
        {
            var match = after.FindIndex(other => other.Type == type);
            if (match < 0)
            {
                continue;
            }

            before.Remove((type, text, names));
            var other = after[match];
            after.RemoveAt(match);
            if (!(type == FactType.Name && IsShorterName(text, other.Text)))
            {
                Facts.Add(new FactChange(type, text, other.Text));
            }
        }

        // A fact of one type stands for one of another, or for words: "all" for "half", "one" for "two".
        while (before.Count > 0 && after.Count > 0)
        {
            Facts.Add(new FactChange(before[0].Type, before[0].Text, after[0].Text));
            before.RemoveAt(0);
            after.RemoveAt(0);
        }

        Facts.AddRange(before.Select(fact => new FactChange(fact.Type, fact.Text, Words(added))));
        Facts.AddRange(after.Select(fact => new FactChange(fact.Type, Words(removed), fact.Text)));
    }

    private static List<(FactType Type, string Text, int Words)> Typed(List<ClaimAtom> atoms)
    {
        var typed = new List<(FactType Type, string Text, int Words)>();
        foreach (var atom in atoms)
        {
            if (atom.Type is { } type && !(typed.Count > 0 && type == FactType.Name && typed[^1] == (type, atom.Fact!, 0)))
            {
                typed.Add((type, atom.Fact!, 0));
            }
        }

        return typed;
    }

    private static string? Words(List<ClaimAtom> atoms) =>
        atoms.Count is > 0 and <= 3 && atoms.TrueForAll(static atom => atom.Type is null) ? string.Join(' ', atoms.Select(static atom => atom.Text)) : null;

    // "Marat Seitov", then "Seitov": the family name stays.
    private static bool IsShorterName(string left, string right) =>
        left.Length != right.Length
        && (left.EndsWith(" " + right, StringComparison.OrdinalIgnoreCase) || right.EndsWith(" " + left, StringComparison.OrdinalIgnoreCase));

    private void JudgeQuoted(List<ClaimAtom> removed, List<ClaimAtom> added)
    {
        var before = removed.Find(static atom => atom.Quotation is not null).Quotation;
        var after = added.Find(static atom => atom.Quotation is not null).Quotation;
        if (before is not null || after is not null)
        {
            Facts.Add(new FactChange(FactType.Quotation, before, after));
        }
    }

    private void JudgeWords(List<ClaimAtom> removed, List<ClaimAtom> added)
    {
        var before = Content(removed);
        var after = Content(added);
        if (before.Count + after.Count == 0)
        {
            return;
        }

        foreach (var left in before)
        {
            foreach (var right in after)
            {
                if (Predicates.Differ(left.Word, right.Word) || Spelling.AreOpposite(left.Word, right.Word))
                {
                    Facts.Add(new FactChange(FactType.Wording, left.Text, right.Text));
                    return;
                }
            }
        }

        DropForms(before, after);
        if (before is [var old] && after is [var current] && _respellings.MayBeNames(old, current) && !Spelling.IsVariant(old.Word, current.Word, vocabulary))
        {
            Facts.Add(new FactChange(FactType.Name, old.Text, current.Text));
        }
        else if (Math.Max(before.Count, after.Count) >= ContentWords || before.Concat(after).Any(static atom => Predicates.IsEvent(atom.Word)))
        {
            Facts.Add(new FactChange(FactType.Wording, Joined(removed), Joined(added)));
        }
    }

    private static List<ClaimAtom> Content(List<ClaimAtom> atoms) =>
        [.. atoms.Where(static atom => atom.Word.Length > 0 && (atom.IsContent || Predicates.Meaning(atom.Word) is not null)).Take(64)];

    // Forms of one word, and words of one meaning, only reword.
    private static void DropForms(List<ClaimAtom> before, List<ClaimAtom> after)
    {
        for (var i = before.Count - 1; i >= 0; i--)
        {
            var word = before[i].Word;
            var match = after.FindIndex(other =>
                Inflection.SameLemma(word, other.Word) || Predicates.Meaning(word) is { } meaning && meaning == Predicates.Meaning(other.Word));
            if (match >= 0)
            {
                before.RemoveAt(i);
                after.RemoveAt(match);
            }
        }
    }

    private static string? Joined(List<ClaimAtom> atoms) => atoms.Count == 0 ? null : string.Join(' ', atoms.Select(static atom => atom.Text));
}
