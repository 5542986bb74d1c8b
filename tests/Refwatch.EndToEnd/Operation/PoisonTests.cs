using Refwatch.Azure;
using Refwatch.EndToEnd.Storage;
using Refwatch.Watching;
using Xunit;

namespace Refwatch.EndToEnd.Operation;

/// <summary>`refwatch poison`, as the runbook has it.</summary>
[Collection(Azurite.VisitsQueue)]
public sealed class PoisonTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [AzuriteFact]
    public async Task What_was_set_aside_is_shown_and_put_on_the_calendar_for_now()
    {
        var host = $"{Guid.NewGuid():N}.example"; // the account is shared
        var poison = await StorageAccount.Parse(Azurite.ConnectionString)!.OpenQueueAsync("visits-poison", None);
        await poison.EnqueueAsync($"calendar/20260301120000/{host} 5 etag", None);
        await poison.EnqueueAsync("rub\u001b[31mbish", None);

        var shown = await Executable.RunAsync(null, "poison", "--archive", Azurite.ConnectionString);
        Assert.Equal(0, shown.ExitCode);
        Assert.Contains($"Z  {host}\n", shown.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', shown.Output);
        Assert.Contains("refwatch poison --replay", shown.Errors, StringComparison.Ordinal);

        var replayed = await Executable.RunAsync(null, "poison", "--replay", "--archive", Azurite.ConnectionString);
        Assert.Equal((0, "1 put on the calendar for now, 1 dropped that named no host\n"), (replayed.ExitCode, replayed.Output));
        var state = (await ArchiveLocation.OpenAsync(Azurite.ConnectionString, null, TimeProvider.System, None)).State;
        Assert.Contains(await new Watching.Calendar(state).DueAsync(TimeProvider.System.GetUtcNow(), None).ToListAsync(), entry => entry.Host == host && entry.Attempts == 0);

        var after = await Executable.RunAsync(null, "poison", "--archive", Azurite.ConnectionString);
        Assert.Equal(("", "No visit was set aside.\n"), (after.Output, after.Errors));
    }

    [Fact]
    public async Task A_folder_has_no_queue_and_says_so()
    {
        var run = await Executable.RunAsync(null, "poison", "--archive", Path.GetTempPath());
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("is a folder and has no queue", run.Errors, StringComparison.Ordinal);
    }
}
