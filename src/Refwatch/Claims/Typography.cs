namespace Refwatch.Claims;

/// <summary>Marks that mean the same however they are set.</summary>
internal static class Typography
{
    private static readonly string[] Ascii = [.. Enumerable.Range(0, 128).Select(static code => ((char)code).ToString())];

    /// <summary>The plain form of a mark: straight quotation marks, hyphens for dashes, a stop for an ellipsis.</summary>
    public static string Mark(char c) => c switch
    {
        '“' or '”' or '„' or '‟' or '«' or '»' or '″' or '〝' or '〞' => "\"",
        '‘' or '’' or '‚' or '‛' or '‹' or '›' or '`' or '´' or '′' => "'",
        '‐' or '‑' or '‒' or '–' or '—' or '―' or '−' => "-",
        '…' => ".",
        '％' => "%",
        < (char)128 => Ascii[c],
        _ => c.ToString(),
    };
}
