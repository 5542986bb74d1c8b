using System.Globalization;

namespace Refwatch.Mementos;

/// <summary>The Link header field (RFC 8288, section 3) as far as Memento uses it (RFC 7089, section 2.2).</summary>
internal static class LinkHeader
{
    private const int MaxLength = 32 * 1024;
    private const int MaxLinks = 64;

    /// <summary>The links that can be read; what is broken is passed over.</summary>
    public static IReadOnlyList<MementoLink> Read(string? field, Uri context)
    {
        var links = new List<MementoLink>();
        var rest = (field ?? "").AsSpan(0, Math.Min(field?.Length ?? 0, MaxLength));
        while (links.Count < MaxLinks && rest.IndexOf('<') is var open and >= 0 && rest[open..].IndexOf('>') is var length and > 0)
        {
            var target = rest.Slice(open + 1, length - 1).ToString();
            rest = rest[(open + length + 1)..];
            var end = EndOfParameters(rest);
            if (Uri.TryCreate(context, target.Trim(), out var url))
            {
                links.Add(Link(url, rest[..end]));
            }

            rest = rest[end..];
        }

        return links;
    }

    /// <summary>A comma ends a link, unless it stands in quotation marks, as that of a datetime does.</summary>
    private static int EndOfParameters(ReadOnlySpan<char> text)
    {
        var isQuoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            isQuoted ^= text[i] == '"';
            if (text[i] == ',' && !isQuoted)
            {
                return i;
            }
        }

        return text.Length;
    }

    private static MementoLink Link(Uri url, ReadOnlySpan<char> parameters)
    {
        var relations = Parameter(parameters, "rel")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        var isTime = DateTimeOffset.TryParseExact(
            Parameter(parameters, "datetime"), "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time);
        return new MementoLink(url, relations, isTime ? time : null);
    }

    private static string? Parameter(ReadOnlySpan<char> parameters, string name)
    {
        foreach (var range in parameters.Split(';'))
        {
            var parameter = parameters[range].Trim();
            if (parameter.IndexOf('=') is var equals and > 0 && parameter[..equals].TrimEnd().Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return parameter[(equals + 1)..].Trim().Trim('"').ToString();
            }
        }

        return null;
    }
}

/// <summary>A link of a TimeGate's or a memento's answer.</summary>
/// <param name="Target">Where it leads.</param>
/// <param name="Relations">"original", "timemap", "memento", "prev", …</param>
/// <param name="Time">Of a memento: its datetime.</param>
internal sealed record MementoLink(Uri Target, IReadOnlyList<string> Relations, DateTimeOffset? Time)
{
    public bool Is(string relation) => Relations.Contains(relation, StringComparer.OrdinalIgnoreCase);
}
