using System.Globalization;
using System.Text;

namespace Refwatch.Citing.Wikitext;

/// <summary>
/// What templates within a sentence show. The wiki's own templates can't be had here: those that stand in sentences all the
/// time are known by name, others show nothing.
/// </summary>
internal static class InlineTemplates
{
    private static readonly Dictionary<string, string> Characters = new(StringComparer.Ordinal)
    {
        ["!"] = "|", ["="] = "=", ["'"] = "'", ["snd"] = " – ", ["spnd"] = " – ", ["spaced ndash"] = " – ", ["spaced en dash"] = " – ", ["ndash"] = "–", ["mdash"] = "—",
        ["–"] = "–", ["—"] = " — ", ["·"] = " · ", ["nbsp"] = " ", ["sp"] = " ", ["clr"] = "", ["тире"] = " — ", ["-"] = "",
    };

    private static readonly HashSet<string> FirstValue = new(StringComparer.Ordinal)
    {
        "nowrap", "nobr", "nobreak", "small", "smaller", "big", "abbr", "tooltip", "ill", "interlanguage link", "iw", "не переведено", "не переведено 5", "нп", "нп3",
        "нп5", "s", "m", "proper name", "visible anchor", "vanchor", "sic", "comment", "abbrlink", "аббр", "s-fr", "flagcountry", "флагификация", "usurped", "url2", "hlist",
        "quote", "blockquote", "cquote", "цитата", "начало цитаты", "не переведено 3", "число", "num", "formatnum", "nts", "marriage", "circa", "c.",
    };

    private static readonly HashSet<string> LastValue = new(StringComparer.Ordinal)
    {
        "lang", "transl", "transliteration", "langnf", "color", "font color", "colored link", "цвет", "sort", "sfrac", "bg", "unicode", "script",
    };

    private static readonly HashSet<string> Dates = new(StringComparer.Ordinal)
    {
        "birth date", "birth date and age", "bda", "birth-date", "dob", "death date", "death date and age", "start date", "start date and age", "end date", "film date",
        "дата", "дата рождения", "дата смерти", "date", "dts",
    };

    private static readonly HashSet<string> Measures = new(StringComparer.Ordinal) { "convert", "cvt", "val", "s&d" };

    public static void Append(StringBuilder shown, string source, TemplateNode template)
    {
        if (Characters.TryGetValue(template.Name, out var character))
        {
            shown.Append(character);
        }
        else if (Dates.Contains(template.Name))
        {
            AppendDate(shown, source, template);
        }
        else if (Measures.Contains(template.Name))
        {
            var values = Positional(template).Take(2).Select(value => PlainWikitext.Of(source, value.Value).Trim());
            shown.AppendJoin(' ', values);
        }
        else if (ShownValue(template) is { } value)
        {
            PlainWikitext.Append(shown, source, value.Value);
        }
    }

    /// <summary>The value that stands for the template in a sentence; null when nothing does.</summary>
    public static TemplateParameter? ShownValue(TemplateNode template)
    {
        var isLanguage = template.Name.StartsWith("lang-", StringComparison.Ordinal) || template.Name.StartsWith("langx", StringComparison.Ordinal)
            || LastValue.Contains(template.Name);
        var named = template.Find("text") ?? template.Find("quote");
        return isLanguage ? Positional(template).LastOrDefault()
            : !FirstValue.Contains(template.Name) ? null
            : Positional(template).FirstOrDefault() ?? named;
    }

    private static IEnumerable<TemplateParameter> Positional(TemplateNode template) =>
        template.Parameters.Where(static parameter => parameter.Name.Length is 1 or 2 && parameter.Name.All(char.IsAsciiDigit));

    // {{birth date|1975|3|10}}, {{death date and age|2001|5|4|1930|1|2}}: year, month, day come first.
    private static void AppendDate(StringBuilder shown, string source, TemplateNode template)
    {
        var values = Positional(template).Select(value => PlainWikitext.Of(source, value.Value).Trim()).ToList();
        if (values is [{ Length: 4 } year, var month, var day, ..] && Day(year, month, day) is { } date)
        {
            shown.Append(date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture));
        }
        else
        {
            shown.AppendJoin(' ', values.Take(3));
        }
    }

    private static DateOnly? Day(string year, string month, string day) =>
        DateOnly.TryParseExact($"{year}-{month.PadLeft(2, '0')}-{day.PadLeft(2, '0')}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}
