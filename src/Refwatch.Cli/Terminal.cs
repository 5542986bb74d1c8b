using Refwatch.Alerting;
using Spectre.Console;

namespace Refwatch.Cli;

/// <summary>Standard output as a person's terminal, or, redirected to a file or pipe, as plain text.</summary>
internal static class Terminal
{
    private const int PlainWidth = 100;

    /// <summary>A person looks on: neither standard output nor standard error goes to a file or pipe.</summary>
    public static bool IsLive => !Console.IsOutputRedirected && !Console.IsErrorRedirected && Output.Profile.Capabilities.Ansi;

    public static IAnsiConsole Output { get; } = Create();

    /// <summary>Writes scraped lines: as they are to a file or pipe, without what steers a terminal to a terminal.</summary>
    public static async Task WriteLinesAsync(string text)
    {
        var lines = Console.IsOutputRedirected ? [text] : text.Split('\n').Select(static line => DisplayText.Clean(line, int.MaxValue));
        foreach (var line in lines)
        {
            await Console.Out.WriteLineAsync(line);
        }
    }

    /// <summary>Writes text that is to be pasted: spaces and lines as they are; to a terminal, without characters that steer it.</summary>
    public static Task WritePasteableAsync(string text) => Console.Out.WriteLineAsync(Console.IsOutputRedirected
        ? text
        : string.Create(text.Length, text, static (shown, text) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                shown[i] = char.IsControl(text[i]) && text[i] is not ('\n' or '\t') ? '\uFFFD' : text[i];
            }
        }));

    private static IAnsiConsole Create()
    {
        var isPlain = Console.IsOutputRedirected;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isPlain ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = isPlain || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 } ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
        });
        if (isPlain)
        {
            console.Profile.Width = PlainWidth;
        }

        return console;
    }
}
