using Refwatch.Citing;
using Refwatch.Claims;
using Refwatch.Extracting;

namespace Refwatch.Bisecting;

/// <summary>
/// A sentence or a fact that a person looks for: a page says it when one of its claims holds all of its facts, by value ("1.5 million"
/// is "1,500,000"), and all of its words, or is the same sentence in other words.
/// </summary>
/// <param name="text">The sentence or fact, in the page's language; names and numbers also in another.</param>
public sealed class Statement(string text)
{
    // A claim that shares fewer words is not the same sentence, however it is worded.
    private const double LeastShared = 0.6;
    private const int LeastWords = 4;

    // "was not arrested" does not say "arrested".
    private const int NegationReach = 2;

    public string Text { get; } = text;

    /// <summary>Whether there is anything in it to look for.</summary>
    public bool IsEmpty => Atoms(ReadIn(PageContent.FromPlainText(Text)).Claim).Count == 0;

    /// <summary>The page's claim that says it; null when none does.</summary>
    public string? FindIn(PageContent page)
    {
        var (sought, context) = ReadIn(page);
        var atoms = Atoms(sought);
        var headline = new SourceSentence(page.Title, BlockKind.Heading, Quotations.In(page.Title));
        foreach (var source in ClaimReader.Sentences(page).Append(headline))
        {
            if (IsSaidBy(ClaimReader.ReadSentence(source, context), sought, atoms))
            {
                return source.Text;
            }
        }

        return null;
    }

    private (ReadClaim Claim, ReadingContext Context) ReadIn(PageContent page)
    {
        var context = new ReadingContext(page, new Vocabulary(page));
        return (ClaimReader.ReadSentence(new SourceSentence(Text, BlockKind.Paragraph, Quotations.In(Text)), context), context);
    }

    private static bool IsSaidBy(ReadClaim claim, ReadClaim sought, List<ClaimAtom> atoms)
    {
        var said = ClaimAtoms.Of([claim]);
        var found = atoms.Count(atom => said.Exists(other => IsSame(atom, other)));
        if (found == atoms.Count)
        {
            return !IsDenied(said, atoms);
        }

        // The product's own comparison decides whether a sentence in other words keeps its facts.
        return atoms.Count >= LeastWords && found >= LeastShared * atoms.Count
            && ClaimDiff.Between(PageContent.FromPlainText(sought.Claim.Text), PageContent.FromPlainText(claim.Claim.Text))
                .Claims.All(static change => change.Kind is ChangeKind.Reworded or ChangeKind.Moved);
    }

    private static List<ClaimAtom> Atoms(ReadClaim claim) => [.. ClaimAtoms.Of([claim]).Where(static atom => atom.IsContent)];

    private static bool IsDenied(List<ClaimAtom> said, List<ClaimAtom> sought)
    {
        if (sought.Exists(static atom => atom.Type == FactType.Negation))
        {
            return false;
        }

        var words = sought.Where(static atom => atom.Type is null).ToList();
        return said.Index().Any(place => place.Item.Type == FactType.Negation
            && said.Skip(place.Index + 1).Take(NegationReach).Any(next => words.Exists(word => IsSame(word, next))));
    }

    private static bool IsSame(ClaimAtom sought, ClaimAtom said)
    {
        if (sought.Key == said.Key || (sought.Word.Length > 0 && said.Word.Length > 0 && CommonTerms.IsSameWord(sought.Word, said.Word)))
        {
            return true;
        }

        // A name may be given in small letters, or be no name to us.
        if ((sought.Type is null or FactType.Name) && (said.Type is null or FactType.Name))
        {
            return (sought.Type ?? said.Type) is FactType.Name && CommonTerms.IsSameName(sought.Key, said.Key);
        }

        return sought.Type is { } type && said.Type is { } other && IsSameFact(type, Value(sought), other, Value(said));
    }

    // Less exact is enough: "March 2019" is said by "10 March 2019", and "700" by "$700".
    private static bool IsSameFact(FactType type, string value, FactType otherType, string other) => type == FactType.Date && otherType == FactType.Date
        ? PartialDate.Agreement(value, other) >= PartialDate.Agreement(value, value)
        : type is FactType.Number && IsQuantity(otherType) && other.Split(' ', '%').Contains(value, StringComparer.Ordinal);

    private static bool IsQuantity(FactType type) => type is FactType.Money or FactType.Percentage or FactType.Age;

    // An atom's key marks what kind of fact it is, so that seven people are not seven years.
    private static string Value(ClaimAtom atom) => atom.Key.StartsWith("d:", StringComparison.Ordinal) || atom.Key.StartsWith("a:", StringComparison.Ordinal)
        ? atom.Key[2..]
        : atom.Key.TrimStart('#');
}
