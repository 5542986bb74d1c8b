using System.Globalization;

namespace Refwatch.Repairing;

/// <summary>The names that one language's Wikipedia gives to what a repair adds.</summary>
/// <remarks>
/// English: Help:CS1, Template:Webarchive, Template:Dead link, Template:Usurped. Russian: the documentation of {{cite web}} (archiveurl,
/// archivedate, deadlink), {{публикация}} (архив, архив дата), {{wayback}} (url: the page, date: 14 digits), {{недоступная ссылка}}.
/// The Kazakh Wikipedia took over the English templates.
/// </remarks>
internal sealed class WikiDialect
{
    private static readonly string[] RussianMonths =
        ["Январь", "Февраль", "Март", "Апрель", "Май", "Июнь", "Июль", "Август", "Сентябрь", "Октябрь", "Ноябрь", "Декабрь"];

    private WikiDialect(bool isRussian) => IsRussian = isRussian;

    public bool IsRussian { get; }

    /// <summary>{{usurped}} keeps tools from bringing the address back; it is the English Wikipedia's own.</summary>
    public bool HasUsurped => !IsRussian;

    public static WikiDialect Of(string? language) => new(language?.StartsWith("ru", StringComparison.OrdinalIgnoreCase) == true);

    public string DeadLink(Repair repair) => IsRussian
        ? $"{{{{Недоступная ссылка|date={RussianMonths[repair.Today.Month - 1]} {repair.Today.Year}}}}}"
        : $"{{{{dead link|date={repair.Today.ToString("MMMM yyyy", CultureInfo.InvariantCulture)}{(repair.CopyWasSought ? "|fix-attempted=yes" : "")}}}}}";

    public string Archive(Repair repair, DateStyle dates) => IsRussian && repair.Memento!.Host == "web.archive.org"
        ? $"{{{{Wayback|url={ParameterText.OfUrl(repair.Page)}|date={repair.MementoTime.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}}}}}"
        : $"{{{{webarchive|url={ParameterText.OfUrl(repair.Memento!)}|date={dates.Write(repair.MementoTime)}}}}}";
}
