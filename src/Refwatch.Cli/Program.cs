using System.CommandLine;
using System.Text;
using Refwatch.Cli.Commands;
using Refwatch.Cli.Rendering;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
var parsed = RefwatchCommand.Create().Parse(args);
try
{
    var exitCode = await parsed.InvokeAsync(new InvocationConfiguration
    {
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = TimeSpan.FromSeconds(10), // time to commit what was decided
    });
    return parsed.Errors.Count > 0 ? ExitCodes.Usage : exitCode;
}
catch (Exception error)
{
    await Console.Error.WriteLineAsync($"refwatch: the run could not be completed; what was decided before is kept. {error}");
    return ExitCodes.NotCompleted;
}
