using System.Text;

namespace Refwatch.Fetching;

/// <summary>Encodings by the labels of the WHATWG Encoding Standard, section 4.2.</summary>
public static class EncodingLabel
{
    private static readonly EncodingProvider s_codePages = CodePagesEncodingProvider.Instance;

    /// <summary>What the standard means by iso-8859-1, and the last resort for text of unknown encoding.</summary>
    public static Encoding Windows1252 { get; } = s_codePages.GetEncoding(1252)!;

    /// <summary>Where the standard means another encoding than .NET by a label, or .NET does not know the label.</summary>
    private static readonly Dictionary<string, string> s_standard = new(StringComparer.Ordinal)
    {
        ["utf8"] = "utf-8", ["unicode-1-1-utf-8"] = "utf-8", ["unicode11utf8"] = "utf-8", ["unicode20utf8"] = "utf-8", ["x-unicode20utf8"] = "utf-8",
        ["utf-16le"] = "utf-16", ["ucs-2"] = "utf-16", ["unicode"] = "utf-16", ["unicodefeff"] = "utf-16", ["unicodefffe"] = "utf-16be",
        ["ascii"] = "windows-1252", ["us-ascii"] = "windows-1252", ["ansi_x3.4-1968"] = "windows-1252", ["cp819"] = "windows-1252",
        ["cp1252"] = "windows-1252", ["x-cp1252"] = "windows-1252", ["ibm819"] = "windows-1252", ["iso-8859-1"] = "windows-1252",
        ["iso8859-1"] = "windows-1252", ["iso88591"] = "windows-1252", ["iso_8859-1"] = "windows-1252", ["latin1"] = "windows-1252",
        ["l1"] = "windows-1252", ["iso-ir-100"] = "windows-1252", ["csisolatin1"] = "windows-1252", ["iso_8859-1:1987"] = "windows-1252",
        ["x-user-defined"] = "windows-1252",
        ["cp1250"] = "windows-1250", ["x-cp1250"] = "windows-1250", ["cp1251"] = "windows-1251", ["x-cp1251"] = "windows-1251", ["win-1251"] = "windows-1251",
        ["win1251"] = "windows-1251", ["cp1253"] = "windows-1253", ["cp1254"] = "windows-1254", ["cp1255"] = "windows-1255", ["cp1256"] = "windows-1256",
        ["cp1257"] = "windows-1257", ["cp1258"] = "windows-1258",
        ["iso-8859-9"] = "windows-1254", ["iso8859-9"] = "windows-1254", ["latin5"] = "windows-1254", ["iso-8859-11"] = "windows-874",
        ["tis-620"] = "windows-874", ["dos-874"] = "windows-874",
        ["koi"] = "koi8-r", ["koi8"] = "koi8-r", ["koi8_r"] = "koi8-r", ["cskoi8r"] = "koi8-r", ["koi8-ru"] = "koi8-u",
        ["cyrillic"] = "iso-8859-5", ["iso8859-5"] = "iso-8859-5", ["iso88595"] = "iso-8859-5", ["csisolatincyrillic"] = "iso-8859-5", ["iso-ir-144"] = "iso-8859-5",
        ["866"] = "cp866", ["ibm866"] = "cp866", ["csibm866"] = "cp866",
        ["x-mac-ukrainian"] = "x-mac-cyrillic", ["mac"] = "macintosh", ["x-mac-roman"] = "macintosh",
        ["gb2312"] = "gb18030", ["gb_2312-80"] = "gb18030", ["gbk"] = "gb18030", ["x-gbk"] = "gb18030", ["chinese"] = "gb18030",
        ["csgb2312"] = "gb18030", ["gb_2312"] = "gb18030", ["iso-ir-58"] = "gb18030", ["hz-gb-2312"] = "gb18030",
        ["big5-hkscs"] = "big5", ["cn-big5"] = "big5", ["csbig5"] = "big5", ["x-x-big5"] = "big5",
        ["sjis"] = "shift_jis", ["x-sjis"] = "shift_jis", ["ms_kanji"] = "shift_jis", ["ms932"] = "shift_jis", ["windows-31j"] = "shift_jis", ["csshiftjis"] = "shift_jis",
        ["x-euc-jp"] = "euc-jp", ["cseucpkdfmtjapanese"] = "euc-jp",
        ["euc-kr"] = "ks_c_5601-1987", ["ks_c_5601-1989"] = "ks_c_5601-1987", ["ksc5601"] = "ks_c_5601-1987", ["ksc_5601"] = "ks_c_5601-1987",
        ["korean"] = "ks_c_5601-1987", ["windows-949"] = "ks_c_5601-1987", ["cseuckr"] = "ks_c_5601-1987",
    };

    /// <summary>The standard's name of an encoding, where .NET's differs.</summary>
    public static string NameOf(Encoding encoding) => encoding.WebName switch
    {
        "cp866" => "ibm866",
        "ks_c_5601-1987" => "euc-kr",
        "utf-16" => "utf-16le",
        var name => name.ToLowerInvariant(),
    };

    /// <summary>The encoding of a label, compared without case; null when no such encoding can be decoded here.</summary>
    public static Encoding? Resolve(string? label)
    {
        label = label?.Trim().ToLowerInvariant() ?? "";
        if (label.Length == 0 || label.StartsWith("utf-7", StringComparison.Ordinal)) return null; // UTF-7 hides markup: no browser decodes it

        var name = s_standard.GetValueOrDefault(label, label);
        try
        {
            return s_codePages.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
