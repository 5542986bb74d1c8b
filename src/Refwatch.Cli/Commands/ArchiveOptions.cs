using System.CommandLine;

namespace Refwatch.Cli.Commands;

/// <summary>The options of every verb that reads or writes the archive.</summary>
internal sealed class ArchiveOptions
{
    // No default value: help would print it, and a connection string holds a key.
    private readonly Option<string?> _archive = new("--archive")
    {
        Description = "Where captures and state are kept: a directory, https://ACCOUNT.blob.core.windows.net (managed identity or az login), or a storage connection string. Default: $REFWATCH_ARCHIVE, else ./archive.",
        HelpName = "PLACE",
    };

    private readonly Option<string?> _state = new("--state")
    {
        Description = "Where the state is kept when it lies in another account than the captures. Default: $REFWATCH_STATE.",
        HelpName = "PLACE",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_archive);
        command.Options.Add(_state);
    }

    public ArchivePlace Read(ParseResult parsed) => new(
        parsed.GetValue(_archive) ?? Environment.GetEnvironmentVariable("REFWATCH_ARCHIVE") ?? "./archive",
        parsed.GetValue(_state) ?? Environment.GetEnvironmentVariable("REFWATCH_STATE"));
}

/// <summary>An archive as the command line names it.</summary>
internal sealed record ArchivePlace(string Captures, string? State)
{
    /// <summary>Fit to be shown: a connection string holds a key.</summary>
    public override string ToString() => Captures.Contains('=') ? "the storage account of the connection string" : Captures;
}
