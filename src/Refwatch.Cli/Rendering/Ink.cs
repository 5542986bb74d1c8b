using Refwatch.Web.Reports;
using Spectre.Console;

namespace Refwatch.Cli.Rendering;

/// <summary>
/// The few styles that the terminal views share. Scraped text is written as plain text with a style, never as Spectre's
/// markup, whose brackets it could forge.
/// </summary>
internal static class Ink
{
    public static readonly Style Plain = Style.Plain;
    public static readonly Style Strong = new(decoration: Decoration.Bold);
    public static readonly Style Faint = new(foreground: Color.Grey);
    public static readonly Style Removed = new(foreground: Color.Red, decoration: Decoration.Strikethrough);
    public static readonly Style Added = new(foreground: Color.Green, decoration: Decoration.Bold | Decoration.Underline);

    public static Style Of(Tone tone) => new(foreground: tone switch
    {
        Tone.Good => Color.Green,
        Tone.Notice => Color.Yellow,
        Tone.Bad => Color.Red,
        _ => Color.Blue,
    });

    /// <summary>The verdict's sign and word; the sign only where the terminal can show it.</summary>
    public static Text Verdict(IAnsiConsole console, Verdicts.Verdict verdict)
    {
        var tone = VerdictWords.Tone(verdict);
        var sign = tone switch
        {
            Tone.Good => "✓",
            Tone.Notice => "▲",
            Tone.Bad => "✕",
            _ => "?",
        };
        var name = VerdictWords.Name(verdict.Kind);
        return new Text(console.Profile.Capabilities.Unicode ? $"{sign} {name}" : name, Of(tone));
    }

    /// <summary>The text cut to so many columns of the terminal, with "…" where it was cut.</summary>
    public static string Fit(string text, int columns)
    {
        if (text.GetCellWidth() <= columns)
        {
            return text;
        }

        var (fitted, width) = (new System.Text.StringBuilder(), 1);
        foreach (var rune in text.EnumerateRunes())
        {
            width += rune.ToString().GetCellWidth();
            if (width > columns)
            {
                break;
            }

            fitted.Append(rune.ToString());
        }

        return fitted.ToString().TrimEnd() + "…";
    }
}
