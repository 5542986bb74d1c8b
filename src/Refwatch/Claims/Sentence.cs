namespace Refwatch.Claims;

/// <summary>A sentence in tokens, as the recognisers of facts read it.</summary>
internal sealed class Sentence
{
    public required string Text { get; init; }

    public required IReadOnlyList<Token> Tokens { get; init; }

    /// <summary>Kazakh has words that mean something else in Russian: "он" is ten.</summary>
    public required bool IsKazakh { get; init; }

    /// <summary>Russian and Kazakh write "1,5" for one and a half.</summary>
    public bool DecimalComma { get; init; }

    /// <summary>ISO 8601 day of publication, for "yesterday" and "on Monday"; null when the page does not say.</summary>
    public DateOnly? Published { get; init; }

    /// <summary>Romanised words that the page writes with a capital letter within sentences.</summary>
    public required IReadOnlySet<string> KnownNames { get; init; }

    /// <summary>In a heading every word may be capitalised.</summary>
    public bool IsHeading { get; init; }

    /// <summary>The key of a token; empty behind the end.</summary>
    public string Key(int token) => token >= 0 && token < Tokens.Count ? Tokens[token].Key : "";

    public bool IsNumber(int token) => token >= 0 && token < Tokens.Count && Tokens[token].Kind == TokenKind.Number;

    public bool IsWord(int token) => token >= 0 && token < Tokens.Count && Tokens[token].Kind == TokenKind.Word;

    public bool IsCapitalised(int token) => IsWord(token) && char.IsUpper(Text[Tokens[token].Start]);

    /// <summary>Whether two tokens touch.</summary>
    public bool Touch(int left, int right) =>
        left >= 0 && right < Tokens.Count && Tokens[left].End == Tokens[right].Start;

    /// <summary>The text from one token up to another, which is not part of it.</summary>
    public string Span(int first, int end) => Text[Tokens[first].Start..Tokens[end - 1].End];
}

/// <summary>A fact that a recogniser found: it ends before token <paramref name="End"/>.</summary>
internal readonly record struct Found(FactType Type, string Value, int End);
