using System.Text;
using System.Text.RegularExpressions;

namespace Refwatch.Cli.Demo;

/// <summary>
/// The files of Demo/site: pages with parts that differ by day, {{first day→later days}}, and {{views}} and {{clock}},
/// which differ every day.
/// </summary>
internal static partial class DemoTemplate
{
    /// <summary>An image of one pixel, for whatever picture a page names.</summary>
    public static byte[] Pixel { get; } = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    public static byte[] Render(DemoAnswer answer, int day)
    {
        var bytes = Read(answer.File!);
        if (answer.File!.EndsWith(".pdf", StringComparison.Ordinal))
        {
            return bytes;
        }

        var text = Part().Replace(Encoding.UTF8.GetString(bytes), match => match.Groups[day == 1 ? "first" : "later"].Value)
            .Replace("{{views}}", $"{1204 + (217 * day)}", StringComparison.Ordinal)
            .Replace("{{clock}}", $"14:{7 + day:00}", StringComparison.Ordinal);
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(answer.Charset) ?? Encoding.GetEncoding(answer.Charset);
        return encoding.GetBytes(text);
    }

    /// <summary>A page in an old charset says so in its meta element alone, as such pages do.</summary>
    public static string MediaTypeOf(DemoAnswer answer) => Path.GetExtension(answer.File) switch
    {
        ".pdf" => "application/pdf",
        ".txt" => "text/plain; charset=utf-8",
        _ when answer.Charset == "utf-8" => "text/html; charset=utf-8",
        _ => "text/html",
    };

    private static byte[] Read(string file)
    {
        using var stream = typeof(DemoTemplate).Assembly.GetManifestResourceStream($"demo/{file}")
            ?? throw new InvalidOperationException($"Demo/site/{file} is not embedded.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    [GeneratedRegex(@"\{\{(?<first>[^{}→]*)→(?<later>[^{}]*)\}\}", RegexOptions.NonBacktracking)]
    private static partial Regex Part();
}
