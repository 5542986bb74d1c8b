using System.Collections.Frozen;

namespace Refwatch.Archiving;

/// <summary>A column of a CDX server's answer. The Wayback Machine's names come first, pywb's others mean the same.</summary>
public sealed record CdxField
{
    private readonly Func<CdxResult, string?> _read;

    private CdxField(string name, Func<CdxResult, string?> read) => (Name, _read) = (name, read);

    public string Name { get; }

    /// <summary>The seven that are answered unless others are asked for, in this order.</summary>
    public static IReadOnlyList<CdxField> Classic { get; } =
    [
        new("urlkey", static result => result.Line.UrlKey),
        new("timestamp", static result => result.Line.Timestamp),
        new("original", static result => result.Line.Url),
        new("mimetype", static result => result.Line.Mime),
        new("statuscode", static result => result.Line.Status),
        new("digest", static result => result.Line.Digest),
        new("length", static result => result.Line.Length),
    ];

    /// <summary>Where the payload of a revisit lies; added behind the others by resolveRevisits.</summary>
    public static IReadOnlyList<CdxField> OfOriginal { get; } =
    [
        new("orig.length", static result => result.Original?.Length),
        new("orig.offset", static result => result.Original?.Offset),
        new("orig.filename", static result => result.Original?.Filename),
    ];

    private static readonly FrozenDictionary<string, CdxField> ByName = Named();

    /// <summary>Every name that is understood.</summary>
    public static IEnumerable<string> Names => ByName.Keys.Order(StringComparer.Ordinal);

    /// <summary>The field of that name; null when there is none.</summary>
    public static CdxField? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The field's text without white space; "-" when the capture has none.</summary>
    public string Of(CdxResult result) => _read(result) is { Length: > 0 } text ? text.Replace(' ', '_') : "-";

    private static FrozenDictionary<string, CdxField> Named()
    {
        CdxField[] others =
        [
            new("offset", static result => result.Line.Offset),
            new("filename", static result => result.Line.Filename),
        ];
        var fields = Classic.Concat(OfOriginal).Concat(others).ToDictionary(static field => field.Name, StringComparer.Ordinal);
        fields["url"] = fields["original"];
        fields["mime"] = fields["mimetype"];
        fields["status"] = fields["statuscode"];
        return fields.ToFrozenDictionary(StringComparer.Ordinal);
    }
}

/// <summary>A capture that a search found.</summary>
/// <param name="Line">Its line.</param>
/// <param name="Original">Of a revisit, the line of the capture that holds the payload, where it was asked for.</param>
public sealed record CdxResult(CdxjLine Line, CdxjLine? Original = null);
