using System.CommandLine;

namespace Refwatch.Cli.Commands;

/// <summary>Who does something to the archive, and why: the journal keeps both for ever.</summary>
internal sealed class ActorOptions
{
    private readonly Option<string> _reason = new("--reason") { Description = "Why, in a line.", HelpName = "TEXT", Required = true };

    private readonly Option<string> _actor = new("--actor") { Description = "Who decided it.", HelpName = "NAME", Required = true };

    public void AddTo(Command command)
    {
        command.Options.Add(_reason);
        command.Options.Add(_actor);
    }

    public (string Reason, string Actor) Read(ParseResult parsed)
    {
        var (reason, actor) = (parsed.GetRequiredValue(_reason).Trim(), parsed.GetRequiredValue(_actor).Trim());
        return reason.Length > 0 && actor.Length > 0 ? (reason, actor) : throw new InputException("--reason and --actor must say something: they stand in the journal for ever.");
    }
}
