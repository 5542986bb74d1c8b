using System.Text.Json;
using AngleSharp.Dom;

namespace Refwatch.Citing;

/// <summary>What Parsoid keeps of the wikitext in "data-mw" attributes (JSON).</summary>
internal static class TemplateParameters
{
    private static readonly HashSet<string> Statuses = new(StringComparer.Ordinal) { "live", "dead", "usurped", "unfit", "deviated" };

    /// <summary>The name attribute of a &lt;ref&gt;; null when it has none.</summary>
    public static string? RefName(IElement marker) =>
        Parse(marker) is { } data && Property(data, "attrs") is { } attributes && Property(attributes, "name") is { ValueKind: JsonValueKind.String } name
            ? name.GetString()
            : null;

    /// <summary>The url-status parameter of a note's citation template, also under its older names; null when none is given.</summary>
    public static string? UrlStatus(NoteText note)
    {
        foreach (var citation in note.Of(NotePartKind.Citation))
        {
            if (Parse(citation.Element) is { } data && UrlStatus(data) is { } status)
            {
                return status;
            }
        }

        return null;
    }

    private static string? UrlStatus(JsonElement data)
    {
        if (Property(data, "parts") is not { ValueKind: JsonValueKind.Array } parts)
        {
            return null;
        }

        foreach (var part in parts.EnumerateArray())
        {
            if (Property(part, "template") is not { } template || Property(template, "params") is not { } parameters)
            {
                continue;
            }

            if (Text(parameters, "url-status") is { } status && Statuses.Contains(status))
            {
                return status;
            }

            if ((Text(parameters, "dead-url") ?? Text(parameters, "deadurl")) is { } dead)
            {
                return dead is "no" or "n" ? "live" : dead is "yes" or "y" or "true" ? "dead" : dead is "unfit" or "usurped" ? dead : null;
            }
        }

        return null;
    }

    private static JsonElement? Parse(IElement element)
    {
        if (element.GetAttribute("data-mw") is not { } json)
        {
            return null;
        }

        try
        {
            return JsonElement.Parse(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonElement? Property(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;

    private static string? Text(JsonElement parameters, string name) =>
        Property(parameters, name) is { } parameter && Property(parameter, "wt") is { ValueKind: JsonValueKind.String } text
            ? text.GetString()!.Trim().ToLowerInvariant()
            : null;
}
