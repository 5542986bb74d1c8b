using System.Text;
using Refwatch.Alerting;
using Refwatch.Bisecting;

namespace Refwatch.Cli.Rendering;

/// <summary>The answer of a bisection as plain text.</summary>
internal static class BisectView
{
    public static string Of(BisectResult result)
    {
        var text = new StringBuilder();
        text.Append(DisplayText.Clean(result.Url.AbsoluteUri)).Append('\n').Append(Answer(result)).Append('\n');
        if (result.Answer is BisectAnswer.Appeared or BisectAnswer.Disappeared)
        {
            Append(text, result.Before!);
            Append(text, result.After!);
        }
        else if (result.Before?.Sentence is { } sentence)
        {
            text.Append("  “").Append(DisplayText.Clean(sentence)).Append("”\n");
        }

        if (result.Unread > 0)
        {
            text.Append("Of ").Append(CheckTable.Count(result.Unread, "capture")).Append(" between them no text could be read.\n");
        }

        text.Append(result.Reads).Append(" of ").Append(CheckTable.Count(result.Captures, "capture")).Append(" read.");
        if (result is { Answer: BisectAnswer.Appeared or BisectAnswer.Disappeared, Captures: > 2 })
        {
            text.Append(" It may have come and gone at other times too: bisection finds one of them.");
        }

        return text.ToString();
    }

    private static string Answer(BisectResult result)
    {
        var statement = $"“{DisplayText.Clean(result.Statement)}”";
        return result.Answer switch
        {
            BisectAnswer.Appeared => $"It began to say {statement} between",
            BisectAnswer.Disappeared => $"It ceased to say {statement} between",
            BisectAnswer.Unreadable => "No capture holds a text that could be read.",
            BisectAnswer.Never when result.Captures == 1 => $"Its only capture, {Time(result.Before!)}, does not say {statement}.",
            BisectAnswer.Always when result.Captures == 1 => $"Its only capture, {Time(result.Before!)}, says {statement}:",
            BisectAnswer.Never => $"No capture that was asked says {statement}: neither the first, {Time(result.Before!)}, nor the last, {Time(result.After!)}.",
            _ => $"Every capture that was asked says {statement}, the first, {Time(result.Before!)}, and the last, {Time(result.After!)}:",
        };
    }

    private static void Append(StringBuilder text, BisectedCapture capture) =>
        text.Append("  ").Append(Time(capture)).Append("  ").Append(capture.Sentence is { } sentence ? $"“{DisplayText.Clean(sentence)}”" : "(nothing of it)").Append('\n');

    private static string Time(BisectedCapture capture) => $"{capture.Timestamp} ({DisplayText.Time(capture.Timestamp)} UTC)";
}
