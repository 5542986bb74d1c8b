using Refwatch.Cli.Commands;

return await RefwatchCommand.Create().Parse(args).InvokeAsync();
