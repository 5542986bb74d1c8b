namespace Refwatch.Fetching;

/// <summary>What is particular to one request.</summary>
/// <param name="Fields">Header fields beside those of every request.</param>
/// <param name="MaxBodyBytes">Most bytes of the body as sent.</param>
/// <param name="LeastPause">How long the host rests afterwards, at least.</param>
/// <param name="IsTriedOnce">Not sent again when its failure may pass.</param>
internal sealed record RequestTerms(IReadOnlyList<HeaderField> Fields, int MaxBodyBytes, TimeSpan LeastPause = default, bool IsTriedOnce = false)
{
    /// <summary>The validators and the wanted time as header fields.</summary>
    public static IReadOnlyList<HeaderField> Conditions(FetchRequest request)
    {
        var fields = new List<HeaderField>();
        if (request.Validators?.ETag is { } etag) fields.Add(new HeaderField("If-None-Match", etag));
        if (request.Validators?.LastModified is { } modified) fields.Add(new HeaderField("If-Modified-Since", modified));
        if (request.AcceptDatetime is { } time) fields.Add(new HeaderField("Accept-Datetime", time.ToUniversalTime().ToString("R")));
        return fields;
    }
}
