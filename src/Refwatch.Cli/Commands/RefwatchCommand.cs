using System.CommandLine;

namespace Refwatch.Cli.Commands;

/// <summary>The one executable and its verbs.</summary>
internal static class RefwatchCommand
{
    public static RootCommand Create() => Verb.WithNotes(new(
        """
        Refwatch watches the sources that an article cites: it archives each page, says whether the reference is still live and
        which claims on it changed, and names the passage of the article that rests on them.

        Begin with:  refwatch demo
        Then:        refwatch check https://en.wikipedia.org/wiki/TITLE --contact you@example.org
        """)
    {
        CheckCommand.Create(),
        WatchCommand.Create(),
        ReportCommand.Create(),
        DemoCommand.Create(),
        ReferencesCommand.Create(),
        ExtractCommand.Create(),
        DiffCommand.Create(),
        SaveNowCommand.Create(),
        VerifyCommand.Create(),
        ReindexCommand.Create(),
        ManifestCommand.Create(),
        CustodyCommand.Create(),
        HoldCommand.Create(),
        HoldCommand.CreateRelease(),
        TakedownCommand.Create(),
        BisectCommand.Create(),
        ExportCommand.Create(),
        ImportCommand.Create(),
        PruneCommand.Create(),
        ServeCommand.Create(),
        PoisonCommand.Create(),
    });
}
