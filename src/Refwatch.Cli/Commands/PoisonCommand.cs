using System.CommandLine;
using Refwatch.Alerting;
using Refwatch.Azure;
using Refwatch.Watching;

namespace Refwatch.Cli.Commands;

/// <summary>`refwatch poison`: visits that failed five times and were set aside by Azure Functions.</summary>
internal static class PoisonCommand
{
    private const string Queue = "visits";

    public static Command Create()
    {
        var replay = new Option<bool>("--replay") { Description = "Put every one of them on the calendar for now; mend the cause first." };
        var archive = new ArchiveOptions();
        var command = new Command("poison", "Show the visits that Azure Functions set aside after five failed tries, or have them made again.") { replay };
        archive.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Failures.TellAsync(() => RunAsync(archive.Read(parsed), parsed.GetValue(replay), cancellationToken)));
        return command;
    }

    private static async Task<int> RunAsync(ArchivePlace place, bool replay, CancellationToken cancellationToken)
    {
        try
        {
            var account = StorageAccount.Parse(place.State ?? place.Captures)
                ?? throw new InputException($"{place} is a folder and has no queue: only visits that Azure Functions make can be set aside. Name the storage account with --state or --archive.");
            var queue = await account.OpenQueueAsync(Queue, cancellationToken);
            if (replay)
            {
                var calendar = new Calendar(await account.OpenContainerAsync("state", TimeProvider.System, cancellationToken));
                var planned = 0;
                var taken = await queue.ReplayPoisonAsync(
                    async message =>
                    {
                        if (Calendar.TryHostOf(message) is { } host)
                        {
                            await calendar.WriteAsync(TimeProvider.System.GetUtcNow(), host, attempts: 0, cancellationToken);
                            planned++;
                        }
                    },
                    cancellationToken);
                await Console.Out.WriteLineAsync($"{planned} put on the calendar for now{(taken > planned ? $", {taken - planned} dropped that named no host" : "")}");
                return 0;
            }

            var waiting = await queue.PeekPoisonAsync(cancellationToken);
            foreach (var (message, since) in waiting)
            {
                await Console.Out.WriteLineAsync($"{since:u}  {DisplayText.Clean(Calendar.TryHostOf(message) ?? message)}");
            }

            await Console.Error.WriteLineAsync(waiting.Count == 0 ? "No visit was set aside." : "Mend the cause, then: refwatch poison --replay");
            return 0;
        }
        catch (StorageUnavailableException error)
        {
            throw new InputException(error.Message);
        }
    }
}
