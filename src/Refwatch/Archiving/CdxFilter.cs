using System.Text.RegularExpressions;

namespace Refwatch.Archiving;

/// <summary>A condition of a CDX query, "[!]field:regex" as the Wayback Machine reads it, "[!]=field:text" and "[!]~field:regex" as pywb does.</summary>
public sealed class CdxFilter
{
    /// <summary>Longer expressions are refused.</summary>
    private const int MaxLength = 500;

    private static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(1);

    private readonly CdxField _field;
    private readonly bool _isNegated;
    private readonly Func<string, bool> _matches;

    private CdxFilter(CdxField field, bool isNegated, Func<string, bool> matches) => (_field, _isNegated, _matches) = (field, isNegated, matches);

    public bool Admits(CdxjLine line) => _matches(_field.Of(new CdxResult(line))) != _isNegated;

    /// <summary>Reads a condition.</summary>
    /// <param name="text">As it stands in the query.</param>
    /// <param name="error">Why it is none.</param>
    public static CdxFilter? TryParse(string text, out string? error)
    {
        var rest = text;
        var isNegated = rest.StartsWith('!');
        rest = isNegated ? rest[1..] : rest;
        var form = rest.Length > 0 && rest[0] is '=' or '~' ? rest[0] : ' ';
        rest = form == ' ' ? rest : rest[1..];
        var colon = rest.IndexOf(':');
        if (colon < 0 || text.Length > MaxLength || CdxField.Find(rest[..colon]) is not { } field)
        {
            error = $"filter is [!][=|~]FIELD:EXPRESSION of at most {MaxLength} characters, with a field of {string.Join(", ", CdxField.Names)}.";
            return null;
        }

        var value = rest[(colon + 1)..];
        error = null;
        return form == '=' ? new CdxFilter(field, isNegated, text => text == value) : Regular(field, isNegated, form == '~' ? $"^(?:{value})" : $"^(?:{value})$", out error);
    }

    // NonBacktracking: the time is linear in the text, whatever the expression; what it can't do is refused.
    private static CdxFilter? Regular(CdxField field, bool isNegated, string pattern, out string? error)
    {
        try
        {
            var expression = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, LongestMatch);
            error = null;
            return new CdxFilter(field, isNegated, expression.IsMatch);
        }
        catch (ArgumentException problem)
        {
            error = $"filter: {problem.Message}";
        }
        catch (NotSupportedException)
        {
            error = "filter: look-around, back-references and very large repetitions are not supported.";
        }

        return null;
    }
}

/// <summary>Leaves out a capture that agrees with the one before it in a field, or in the field's first characters: "field" or "field:N".</summary>
public sealed record CdxCollapse(CdxField Field, int? Length)
{
    /// <summary>What a capture must differ in.</summary>
    public string KeyOf(CdxjLine line)
    {
        var text = Field.Of(new CdxResult(line));
        return Length is { } length && length < text.Length ? text[..length] : text;
    }

    /// <summary>Null when the text is no such rule.</summary>
    public static CdxCollapse? TryParse(string text)
    {
        var parts = text.Split(':', 2);
        var length = 0;
        var isSound = CdxField.Find(parts[0]) is not null && (parts.Length == 1 || (int.TryParse(parts[1], out length) && length > 0));
        return isSound ? new CdxCollapse(CdxField.Find(parts[0])!, parts.Length == 1 ? null : length) : null;
    }
}
