using Refwatch.Citing.Wikitext;

namespace Refwatch.Repairing;

/// <summary>How a template spaces its parameters: on one line or a line each, with or without spaces, aligned or not.</summary>
/// <param name="Before">What stands between a value and the next pipe.</param>
/// <param name="AfterPipe">White space between pipe and name.</param>
/// <param name="NameWidth">The columns that every name takes, where the equals signs are aligned; else 0.</param>
/// <param name="BeforeEquals">White space between name and equals sign.</param>
/// <param name="AfterEquals">White space between equals sign and value.</param>
internal sealed record ParameterStyle(string Before, string AfterPipe, int NameWidth, string BeforeEquals, string AfterEquals)
{
    /// <summary>The style of a template around one of its parameters.</summary>
    public static ParameterStyle Of(string source, TemplateNode template, TemplateParameter anchor)
    {
        var named = template.Parameters.Where(static parameter => parameter.IsNamed).ToList();
        var widths = named.ConvertAll(parameter => Width(source, parameter));
        var isAligned = named.Count > 1 && named.Select(static parameter => parameter.NameEnd - parameter.NameStart).Distinct().Count() > 1 && widths.Distinct().Count() == 1;
        var equals = source.IndexOf('=', anchor.NameEnd);
        return new ParameterStyle(
            Separator(source, template, anchor),
            source[anchor.Start..anchor.NameStart],
            isAligned ? widths[0] : 0,
            isAligned ? "" : source[anchor.NameEnd..equals],
            ValueIsEmpty(anchor) ? AfterEqualsOf(source, named) : source[(equals + 1)..anchor.ValueStart]);
    }

    /// <summary>A parameter to stand behind another one's value.</summary>
    public string Write(string name, string value)
    {
        var padded = NameWidth > 0 ? name.PadRight(Math.Max(NameWidth, name.Length + 1)) : name + BeforeEquals;
        return $"{Before}|{AfterPipe}{padded}={AfterEquals}{value}";
    }

    /// <summary>Fills a parameter that is there and empty; a comment in it stays behind the value.</summary>
    public TextEdit Fill(string source, TemplateParameter empty, string value)
    {
        var at = source.IndexOf('=', empty.NameEnd) + 1;
        var hasSpace = source.AsSpan(at, empty.End - at).StartsWith(AfterEquals);
        at += hasSpace ? AfterEquals.Length : 0;
        var rest = at == empty.End ? Before : "";
        return new TextEdit(at, at, (hasSpace ? "" : AfterEquals) + value + rest);
    }

    // The last parameter's space belongs to the closing braces, unless they stand on a line of their own.
    private static string Separator(string source, TemplateNode template, TemplateParameter anchor)
    {
        var index = template.Parameters.ToList().IndexOf(anchor);
        var model = index < template.Parameters.Count - 1 || index == 0 ? anchor : template.Parameters[index - 1];
        var space = source[model.ValueEnd..model.End];
        return index == 0 && template.Parameters.Count == 1 && !space.Contains('\n', StringComparison.Ordinal) ? "" : space;
    }

    private static string AfterEqualsOf(string source, List<TemplateParameter> named)
    {
        var filled = named.Find(static parameter => !ValueIsEmpty(parameter));
        return filled is null ? "" : source[(source.IndexOf('=', filled.NameEnd) + 1)..filled.ValueStart];
    }

    private static bool ValueIsEmpty(TemplateParameter parameter) => parameter.ValueEnd <= parameter.ValueStart;

    private static int Width(string source, TemplateParameter parameter) => source.IndexOf('=', parameter.NameEnd) - parameter.NameStart;
}
