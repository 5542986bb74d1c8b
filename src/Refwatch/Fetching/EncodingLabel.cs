using System.Text;

namespace Refwatch.Fetching;

/// <summary>Encodings by the labels of the WHATWG Encoding Standard, section 4.2.</summary>
public static class EncodingLabel
{
    private static readonly EncodingProvider s_codePages = CodePagesEncodingProvider.Instance;

    /// <summary>What the standard means by iso-8859-1, and the last resort for text of unknown encoding.</summary>
    public static Encoding Windows1252 { get; } = s_codePages.GetEncoding(1252)!;

    /// <summary>Where the standard means another encoding than .NET by a label, or .NET does not know the label.</summary>
    private static readonly Dictionary<string, string> s_standard = new(
        new (string Name, string Labels)[]
        {
            ("utf-8", "utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8"),
            ("utf-16", "utf-16le ucs-2 unicode unicodefeff"),
            ("utf-16be", "unicodefffe"),
            ("windows-1252", "ascii us-ascii ansi_x3.4-1968 cp819 cp1252 x-cp1252 ibm819 iso-8859-1 iso8859-1 iso88591 iso_8859-1"),
            ("windows-1252", "latin1 l1 iso-ir-100 csisolatin1 iso_8859-1:1987 x-user-defined"),
            ("windows-1250", "cp1250 x-cp1250"),
            ("windows-1251", "cp1251 x-cp1251 win-1251 win1251"),
            ("windows-1253", "cp1253"),
            ("windows-1254", "cp1254 iso-8859-9 iso8859-9 latin5"),
            ("windows-1255", "cp1255"),
            ("windows-1256", "cp1256"),
            ("windows-1257", "cp1257"),
            ("windows-1258", "cp1258"),
            ("windows-874", "iso-8859-11 tis-620 dos-874"),
            ("koi8-r", "koi koi8 koi8_r cskoi8r"),
            ("koi8-u", "koi8-ru"),
            ("iso-8859-5", "cyrillic iso8859-5 iso88595 csisolatincyrillic iso-ir-144"),
            ("cp866", "866 ibm866 csibm866"),
            ("x-mac-cyrillic", "x-mac-ukrainian"),
            ("macintosh", "mac x-mac-roman"),
            ("gb18030", "gb2312 gb_2312-80 gbk x-gbk chinese csgb2312 gb_2312 iso-ir-58 hz-gb-2312"),
            ("big5", "big5-hkscs cn-big5 csbig5 x-x-big5"),
            ("shift_jis", "sjis x-sjis ms_kanji ms932 windows-31j csshiftjis"),
            ("euc-jp", "x-euc-jp cseucpkdfmtjapanese"),
            ("ks_c_5601-1987", "euc-kr ks_c_5601-1989 ksc5601 ksc_5601 korean windows-949 cseuckr"),
        }.SelectMany(row => row.Labels.Split(' '), (row, label) => KeyValuePair.Create(label, row.Name)),
        StringComparer.Ordinal);

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
        if (label is "" or "utf-7") return null; // UTF-7 hides markup: no browser decodes it

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
