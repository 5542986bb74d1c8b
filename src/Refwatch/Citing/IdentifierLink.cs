using System.Text.RegularExpressions;

namespace Refwatch.Citing;

/// <summary>
/// Links that templates make of a source's identifiers (doi, JSTOR, PMID, ISSN, OCLC …). An editor who gives
/// such an address as the source's URL puts a title under it; a template puts the identifier.
/// </summary>
internal static partial class IdentifierLink
{
    /// <summary>How well the identifier stands for the source: 1 DOI, 2 a text or its abstract, 3 a catalogue's record; null for an ordinary link.</summary>
    public static int? Rank(Uri url, string linkText)
    {
        if (linkText.Contains(' ', StringComparison.Ordinal) || !linkText.Any(char.IsAsciiDigit) || linkText.Contains("//", StringComparison.Ordinal))
        {
            return null;
        }

        var address = url.Host + url.AbsolutePath;
        return Doi().IsMatch(address) ? 1
            : Texts().IsMatch(address) ? 2
            : Catalogues().IsMatch(address) ? 3
            : null;
    }

    [GeneratedRegex(@"(?:^|\.)doi\.org/", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Doi();

    [GeneratedRegex(
        @"(?:^|\.)(?:jstor\.org/stable|ncbi\.nlm\.nih\.gov/(?:pubmed|pmc)|pubmed\.ncbi\.nlm\.nih\.gov|pmc\.ncbi\.nlm\.nih\.gov|arxiv\.org/abs|adsabs\.harvard\.edu/abs"
        + @"|semanticscholar\.org|hdl\.handle\.net|ssrn\.com|biorxiv\.org|medrxiv\.org|citeseerx\.ist\.psu\.edu|osti\.gov/(?:biblio|scitech)|rfc-editor\.org/rfc|tools\.ietf\.org/html/rfc|elibrary\.ru)/?",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Texts();

    [GeneratedRegex(
        @"(?:^|\.)(?:worldcat\.org/(?:oclc|issn|isbn|search|title)|lccn\.loc\.gov|id\.loc\.gov|zbmath\.org|ams\.org/mathscinet|mathscinet\.ams\.org|openlibrary\.org/(?:OL|works|books)|amazon\.[a-z.]+/(?:dp|gp)|d-nb\.info|bnf\.fr/ark|wikidata\.org)",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Catalogues();
}
