using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Refwatch.Verdicts;

/// <summary>
/// An error that a program gives instead of a page: <c>{"statusCode":404,"message":"Not Found"}</c>, or the
/// <c>&lt;Error&gt;&lt;Code&gt;NoSuchKey&lt;/Code&gt;…</c> of object stores (Amazon S3 API Reference, "Error responses"). Its values are lines of a page.
/// </summary>
internal static partial class ProgramAnswer
{
    /// <summary>A longer answer is a document.</summary>
    private const int Longest = 2000;

    private const int Deepest = 4;

    /// <summary>Members that tell of an error; what else an answer holds is data.</summary>
    private static readonly HashSet<string> Telling = new(StringComparer.OrdinalIgnoreCase)
    {
        "error", "errors", "errorCode", "errorMessage", "error_description", "message", "messages", "msg", "detail", "details", "reason", "code", "status",
        "statusCode", "statusText", "title", "description",
    };

    /// <summary>Null when the text is no such answer.</summary>
    public static PageView? Read(string text)
    {
        if (text.Length > Longest)
        {
            return null;
        }

        var lines = text.AsSpan().TrimStart() switch
        {
            ['{', ..] => LinesOfJson(text),
            ['<', ..] => LinesOfXml(text),
            _ => [],
        };
        return lines.Count == 0 ? null : new PageView { Lines = lines, Text = string.Join('\n', lines) };
    }

    private static List<string> LinesOfJson(string text)
    {
        List<string> lines = [];
        try
        {
            using var json = JsonDocument.Parse(text);
            AddLines(json.RootElement, isTelling: false, 0, lines);
        }
        catch (JsonException)
        {
            // Then it is a text like any other.
        }

        return lines;
    }

    private static void AddLines(JsonElement value, bool isTelling, int depth, List<string> lines)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when depth < Deepest:
                foreach (var member in value.EnumerateObject().Where(static member => Telling.Contains(member.Name)))
                {
                    AddLines(member.Value, isTelling: true, depth + 1, lines);
                }

                break;
            case JsonValueKind.Array when isTelling && depth < Deepest:
                foreach (var item in value.EnumerateArray())
                {
                    AddLines(item, isTelling, depth + 1, lines);
                }

                break;
            case JsonValueKind.String or JsonValueKind.Number when isTelling:
                lines.Add(InWords(value.ToString()));
                break;
        }
    }

    private static List<string> LinesOfXml(string text)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, MaxCharactersInDocument = Longest });
            var root = XElement.Load(reader);
            return !root.Name.LocalName.StartsWith("error", StringComparison.OrdinalIgnoreCase) ? []
                : [.. root.Descendants().Where(static element => !element.HasElements && Telling.Contains(element.Name.LocalName)).Select(static element => InWords(element.Value))];
        }
        catch (XmlException)
        {
            return [];
        }
    }

    /// <summary>The first line, and a name as words: "NoSuchKey" as "No Such Key", "not_found" as "not found".</summary>
    private static string InWords(string value) =>
        WordStart().Replace(value.Trim().Split('\n')[0], "${lower} ${upper}").Replace('_', ' ').Trim();

    [GeneratedRegex("(?<lower>[a-z])(?<upper>[A-Z])", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex WordStart();
}
