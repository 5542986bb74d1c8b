using System.Globalization;
using Refwatch.Verdicts;

namespace Refwatch.Web.Reports;

/// <summary>How a verdict is told to people: by word, meaning and tone; colour only repeats it.</summary>
public static class VerdictWords
{
    public static string Name(VerdictKind kind) => kind switch
    {
        VerdictKind.Soft404 => "Soft 404",
        VerdictKind.ServerError => "Server error",
        _ => kind.ToString(),
    };

    /// <summary>One sentence for a reader who meets the word for the first time.</summary>
    public static string Meaning(VerdictKind kind) => kind switch
    {
        VerdictKind.Live => "It answers with the page.",
        VerdictKind.Moved => "The page now answers at another address.",
        VerdictKind.Blocked => "It refuses automatic visits; people may still be able to read it.",
        VerdictKind.Paywalled => "It can be read only in part, or after payment.",
        VerdictKind.Soft404 => "It answers as if all were well, but says that there is no such page.",
        VerdictKind.Usurped => "The address is parked, for sale or in other hands.",
        VerdictKind.Gone => "The server says that the page does not exist.",
        VerdictKind.ServerError => "The server answers with an error of its own; this may pass.",
        VerdictKind.Unreachable => "No answer: the name, the connection or its security failed; this may pass.",
        _ => "It could not be asked, or the signs contradict each other.",
    };

    /// <summary>"confidence 86 %"; null where the protocol itself says so.</summary>
    public static string? Confidence(Verdict verdict) =>
        verdict.Confidence < 1 ? string.Create(CultureInfo.InvariantCulture, $"confidence {verdict.Confidence * 100:0} %") : null;

    public static Tone Tone(Verdict verdict) => verdict switch
    {
        { Kind: VerdictKind.Live } => Reports.Tone.Good,
        { IsRot: true } => Reports.Tone.Bad,
        { Kind: VerdictKind.Unknown } => Reports.Tone.Unsure,
        _ => Reports.Tone.Notice,
    };
}

/// <summary>How much a verdict should worry an editor.</summary>
public enum Tone
{
    Good,
    Notice,
    Bad,
    Unsure,
}
