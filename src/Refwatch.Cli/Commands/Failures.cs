using Refwatch.Cli.Rendering;

namespace Refwatch.Cli.Commands;

/// <summary>Errors that a person can mend are told in one line, with exit code 2; a stopped run ends with 3.</summary>
internal static class Failures
{
    public static async Task<int> TellAsync(Func<Task<int>> action)
    {
        try
        {
            return await action();
        }
        catch (InputException error)
        {
            await Console.Error.WriteLineAsync($"refwatch: {error.Message}");
            return ExitCodes.Usage;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("refwatch: stopped; what was decided is kept, the rest is asked again by the next run");
            return ExitCodes.NotCompleted;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"refwatch: {error.Message} What was done before is kept: run it again when that is mended.");
            return ExitCodes.NotCompleted;
        }
    }
}
