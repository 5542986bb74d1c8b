using Refwatch.Alerting;
using Refwatch.Cli.Rendering;
using Refwatch.Web.Reports;

namespace Refwatch.Cli;

/// <summary>How a check is shown: as tables or as JSON Lines, and as an HTML page when one was asked for.</summary>
internal sealed record CheckView(bool Json, FileInfo? Report, string Archive)
{
    /// <summary>Nothing is shown but the alerts, as their channel shows them.</summary>
    public bool AlertsOnly { get; init; }

    /// <summary>Where the "stdout" channel writes: standard output holds nothing but JSON when that was asked for.</summary>
    public TextWriter Alerts => Json ? Console.Error : Console.Out;

    public async Task ShowAsync(CheckResult result, DateTimeOffset time)
    {
        if (Json)
        {
            foreach (var line in JsonLines.Check(result))
            {
                await Console.Out.WriteLineAsync(line);
            }
        }
        else if (!AlertsOnly)
        {
            CheckTable.Write(Terminal.Output, result, Archive, nextSteps: []);
        }

        foreach (var service in result.Services)
        {
            await Console.Error.WriteLineAsync($"refwatch: {MementoWords.Note(service)}");
        }

        if (Report is not null)
        {
            await File.WriteAllTextAsync(Report.FullName, await CheckReport.RenderAsync(result, time));
            await Console.Error.WriteLineAsync($"Report: {Report.FullName}");
        }
    }

    /// <summary>Alerts that could not be delivered are never silent.</summary>
    public static async Task ShowAsync(DeliveryReport delivery)
    {
        foreach (var error in delivery.Errors)
        {
            await Console.Error.WriteLineAsync($"refwatch: an alert was not delivered and is tried again by the next run: {error}");
        }
    }
}
