using Refwatch.Citing;
using Refwatch.Claims;

namespace Refwatch.Web.Reports;

/// <summary>How an article's sentence rests on a page, in words.</summary>
public static class SupportWords
{
    public static string Name(Support support) => support is Support.Direct ? "direct" : "inherited";

    /// <summary>What a change does to it; null when that is not clear.</summary>
    public static string? Effect(SupportEffect? effect) => effect switch
    {
        SupportEffect.SupportChanged => "support changed",
        SupportEffect.SupportLost => "support lost",
        _ => null,
    };
}
