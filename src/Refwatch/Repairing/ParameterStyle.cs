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

    /// <summary>Fills a parameter that is there and empty; space and comments behind its equals sign stay behind the value.</summary>
    public TextEdit Fill(string source, TemplateParameter empty, string value)
    {
        var at = source.IndexOf('=', empty.NameEnd) + 1;
        return new TextEdit(at, at, AfterEquals + value);
    }

    /// <summary>Where another parameter may follow this one.</summary>
    public static int EndOf(string source, TemplateParameter parameter) =>
        ValueIsEmpty(parameter) && parameter.IsNamed ? source.IndexOf('=', parameter.NameEnd) + 1 : parameter.ValueEnd;

    // The last parameter's space belongs to the closing braces, an empty one's may belong to its value.
    private static string Separator(string source, TemplateNode template, TemplateParameter anchor)
    {
        var telling = template.Parameters.SkipLast(1).Where(static parameter => !ValueIsEmpty(parameter)).ToList();
        var model = telling.Contains(anchor) ? anchor : telling.LastOrDefault();
        if (model is not null)
        {
            return source[model.ValueEnd..model.End];
        }

        var own = source[EndOf(source, anchor)..anchor.End];
        return own.Contains('\n', StringComparison.Ordinal) ? own : "";
    }

    private static string AfterEqualsOf(string source, List<TemplateParameter> named)
    {
        var filled = named.Find(static parameter => !ValueIsEmpty(parameter));
        return filled is null ? "" : source[(source.IndexOf('=', filled.NameEnd) + 1)..filled.ValueStart];
    }

    private static bool ValueIsEmpty(TemplateParameter parameter) => parameter.ValueEnd <= parameter.ValueStart;

    private static int Width(string source, TemplateParameter parameter) => source.IndexOf('=', parameter.NameEnd) - parameter.NameStart;
}
