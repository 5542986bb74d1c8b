using System.Globalization;

namespace Refwatch.Repairing;

/// <summary>The names that one language's Wikipedia gives to what a repair adds.</summary>
/// <remarks>
/// English: Help:CS1, Template:Webarchive, Template:Dead link, Template:Usurped. Russian: see docs/decisions.md, "Repairs".
/// The Kazakh Wikipedia took over the English templates.
/// </remarks>
internal sealed class WikiDialect
{
    private static readonly string[] RussianMonths =
        ["Январь", "Февраль", "Март", "Апрель", "Май", "Июнь", "Июль", "Август", "Сентябрь", "Октябрь", "Ноябрь", "Декабрь"];

    private WikiDialect(string language) => (IsRussian, IsEnglish, IsKnown) = (language == "ru", language is "en" or "simple", language is "en" or "simple" or "ru" or "kk");

    public bool IsRussian { get; }

    private bool IsEnglish { get; }

    /// <summary>The templates behind links are known; those of other wikis have names and parameters of their own ({{Webarchiv}}, {{Lien archive}}).</summary>
    public bool IsKnown { get; }

    /// <summary>{{usurped}} keeps tools from bringing the address back; it is the English Wikipedia's own.</summary>
    public bool HasUsurped => !IsRussian;

    /// <summary>Whether its citation templates still read a parameter for the status: the English ones ceased to know |dead-url= and |deadurl=.</summary>
    public bool Reads(string status) => !IsEnglish || status is not ("dead-url" or "deadurl");

    public static WikiDialect Of(string? language) => new((language ?? "en").Split('-')[0].ToLowerInvariant());

    public string DeadLink(Repair repair) => IsRussian
        ? $"{{{{Недоступная ссылка|date={RussianMonths[repair.Today.Month - 1]} {repair.Today.Year}}}}}"
        : $"{{{{dead link|date={repair.Today.ToString("MMMM yyyy", CultureInfo.InvariantCulture)}{(repair.CopyWasSought ? "|fix-attempted=yes" : "")}}}}}";

    /// <param name="repair">What it says.</param>
    /// <param name="address">The page's address, as a parameter can hold it.</param>
    /// <param name="dates">The article's.</param>
    public string Archive(Repair repair, string address, DateStyle dates) => IsRussian && repair.Memento!.Host == "web.archive.org"
        ? $"{{{{Wayback|url={address}|date={Timestamp(repair)}}}}}"
        : $"{{{{webarchive|url={ParameterText.OfUrl(repair.Memento!)}|date={dates.Write(repair.MementoTime)}}}}}";

    public static string Timestamp(Repair repair) => repair.MementoTime.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
}
