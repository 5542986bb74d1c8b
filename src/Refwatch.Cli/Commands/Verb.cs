using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Refwatch.Cli.Commands;

/// <summary>A verb whose own help ends in examples and exit codes, which the list of all verbs has no room for.</summary>
/// <param name="name">The verb.</param>
/// <param name="description">What it does; the first line stands in the list of verbs.</param>
/// <param name="notes">Examples and exit codes.</param>
internal sealed class Verb(string name, string description, string notes) : Command(name, description)
{
    /// <summary>Lets the help of verbs end in their notes.</summary>
    public static RootCommand WithNotes(RootCommand root)
    {
        foreach (var help in root.Options.OfType<HelpOption>())
        {
            help.Action = new NotedHelp((SynchronousCommandLineAction)help.Action!);
        }

        return root;
    }

    private sealed class NotedHelp(SynchronousCommandLineAction help) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var exitCode = help.Invoke(parseResult);
            if (parseResult.CommandResult.Command is Verb verb)
            {
                parseResult.InvocationConfiguration.Output.WriteLine(verb.Notes);
            }

            return exitCode;
        }
    }

    private string Notes { get; } = notes;
}
