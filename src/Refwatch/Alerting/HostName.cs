using System.Globalization;

namespace Refwatch.Alerting;

/// <summary>
/// A host's name as a person reads it: in its own letters where they cannot be taken for others', else in ASCII, as
/// browsers do (UTS #39, section 5, in short: one script a label, and no label of look-alikes alone).
/// </summary>
internal static class HostName
{
    /// <summary>Cyrillic letters that stand for Latin ones in forged names; a label of nothing else is shown as ASCII.</summary>
    private const string LookAlikes = "асеһіјӏорԛѕԝхуԁгпъьѵѡ";

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <param name="ascii">The name in IDNA's ASCII form.</param>
    public static string Display(string ascii)
    {
        if (!ascii.Contains("xn--", StringComparison.OrdinalIgnoreCase))
        {
            return ascii;
        }

        var labels = ascii.Split('.').Select(static label => (Ascii: label, Unicode: UnicodeOf(label))).ToList();
        var isCyrillicTop = labels[^1].Unicode.All(static letter => ScriptOf(letter) is Script.Cyrillic);
        return string.Join('.', labels.Select(label => IsClear(label.Unicode, isCyrillicTop) ? label.Unicode : label.Ascii));
    }

    private static string UnicodeOf(string label)
    {
        try
        {
            return Idn.GetUnicode(label);
        }
        catch (ArgumentException)
        {
            return label; // no IDNA: shown as it stands
        }
    }

    private static bool IsClear(string label, bool isCyrillicTop)
    {
        var scripts = label.Select(ScriptOf).Where(static script => script is not Script.Common).Distinct().ToList();
        return scripts is [] or [Script.Latin]
            || (scripts is [Script.Cyrillic] && (isCyrillicTop || !label.All(static letter => LookAlikes.Contains(letter) || ScriptOf(letter) is Script.Common)));
    }

    private static Script ScriptOf(char letter) => letter switch
    {
        '-' or (>= '0' and <= '9') => Script.Common,
        (>= 'a' and <= 'z') or (>= 'ß' and <= 'ɏ') => Script.Latin,
        >= 'Ѐ' and <= 'ԯ' => Script.Cyrillic,
        _ => Script.Other,
    };

    private enum Script
    {
        Common,
        Latin,
        Cyrillic,
        Other,
    }
}
