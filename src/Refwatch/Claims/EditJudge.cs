namespace Refwatch.Claims;

/// <summary>
/// Says of each edit whether it is cosmetic, rewords, or changes a fact. A typed fact that has no equal on the other side always counts;
/// words count when several that carry meaning came, went or were replaced, when the text is quoted, or when <see cref="Predicates"/> knows
/// that they say something else.
/// </summary>
internal sealed class EditJudge(Vocabulary vocabulary)
{
    // Measured on the arXiv revisions (docs/quality.md): one word that came or went is mostly style, more are content. One word put for
    // another counts when they have nothing in common: neither letters, which a slip would leave, nor their meaning.
    private const int ContentWords = 2;

    // More changed facts at one place are not named one by one.
    private const int MostFacts = 64;

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
        JudgeTyped(edit);
        JudgeQuoted(removed, added);
        if (Facts.Count == counted)
        {
            JudgeWords(edit);
        }
    }

    private void JudgeTyped(Edit edit)
    {
        var before = Typed(edit.Removed);
        var after = Typed(edit.Added);
        for (var i = 0; i < before.Count;)
        {
            var (type, text) = before[i];
            var match = after.FindIndex(other => other.Type == type);
            if (match < 0)
            {
                i++;
                continue;
            }

            if (!(type == FactType.Name && IsShorterName(text, after[match].Text)))
            {
                Facts.Add(new FactChange(type, text, after[match].Text));
            }

            before.RemoveAt(i);
            after.RemoveAt(match);
        }

        // A fact of one type stands for one of another, or for words: "all" for "half", "one" for "two".
        var crossed = Math.Min(before.Count, after.Count);
        Facts.AddRange(before.Take(crossed).Zip(after, static (old, current) => new FactChange(old.Type, old.Text, current.Text)));
        Facts.AddRange(before.Skip(crossed).Where(fact => !IsForename(fact, edit)).Select(fact => new FactChange(fact.Type, fact.Text, Words(edit.Added))));
        Facts.AddRange(after.Skip(crossed).Where(fact => !IsForename(fact, edit)).Select(fact => new FactChange(fact.Type, Words(edit.Removed), fact.Text)));
    }

    // The facts of an edit in order, a name of several words once.
    private static List<(FactType Type, string Text)> Typed(List<ClaimAtom> atoms)
    {
        var typed = new List<(FactType Type, string Text)>();
        foreach (var atom in atoms)
        {
            if (atom.Type is { } type && typed.Count < MostFacts && !(type == FactType.Name && typed.Count > 0 && typed[^1] == (type, atom.Fact!)))
            {
                typed.Add((type, atom.Fact!));
            }
        }

        return typed;
    }

    // "Marat Seitov" once, then "Seitov": the family name stays in the claim. "North Korea" and "Korea" are two.
    private static bool IsForename((FactType Type, string Text) fact, Edit edit) =>
        fact.Type == FactType.Name
        && edit.Removed.Concat(edit.Added).All(static atom => Predicates.Meaning(atom.Word) is null)
        && edit.Around.Any(atom => atom.Type == FactType.Name && fact.Text.EndsWith(" " + atom.Text, StringComparison.Ordinal));

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

    private void JudgeWords(Edit edit)
    {
        var (removed, added) = (edit.Removed, edit.Added);
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
                var isOpposite = Spelling.AreOpposite(left.Word, right.Word);
                if (isOpposite || Predicates.Differ(left.Word, right.Word))
                {
                    Facts.Add(new FactChange(isOpposite ? FactType.Negation : FactType.Wording, left.Text, right.Text));
                    return;
                }
            }
        }

        DropForms(before, after);
        if (before.Count > 0 && after.Count > 0 && edit.IsSource)
        {
            Facts.Add(new FactChange(FactType.Attribution, Joined(removed), Joined(added)));
        }
        else if (before is [var old] && after is [var current] && _respellings.MayBeNames(old, current) && !Spelling.IsVariant(old.Word, current.Word, vocabulary))
        {
            Facts.Add(new FactChange(FactType.Name, old.Text, current.Text));
        }
        else if (Math.Max(before.Count, after.Count) >= ContentWords
            || before is [var was] && after is [var now] && Spelling.AreUnlike(was.Word, now.Word)
            || before.Concat(after).Any(static atom => Predicates.IsEvent(atom.Word)))
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
                Inflection.SameLemma(word, other.Word) || Synonyms.Are(word, other.Word) || Predicates.Meaning(word) is { } meaning && meaning == Predicates.Meaning(other.Word));
            if (match >= 0)
            {
                before.RemoveAt(i);
                after.RemoveAt(match);
            }
        }
    }

    private static string? Joined(List<ClaimAtom> atoms) => atoms.Count == 0 ? null : string.Join(' ', atoms.Select(static atom => atom.Text));
}
