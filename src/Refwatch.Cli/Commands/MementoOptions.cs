using System.CommandLine;
using System.Globalization;
using Refwatch.Fetching;
using Refwatch.Mementos;
using Refwatch.Watching;

namespace Refwatch.Cli.Commands;

/// <summary>The options of every verb that asks other archives.</summary>
internal sealed class MementoOptions
{
    private readonly Option<Uri[]> _timeGates = new("--timegate")
    {
        Description = $"Memento TimeGate (RFC 7089) of an archive to ask what a page said when an editor read it, and what can repair a dead reference; the page's address is appended. Repeatable: the next one is asked when the first has nothing. Default: a watch list's, else {MementoSettings.Wayback}",
        HelpName = "URL",
        CustomParser = static result =>
        {
            var gates = new List<Uri>();
            foreach (var token in result.Tokens)
            {
                if (Uri.TryCreate(token.Value, UriKind.Absolute, out var url) && HostManners.CanBeAsked(url))
                {
                    gates.Add(MementoSettings.GateOf(url));
                }
                else
                {
                    result.AddError($"--timegate {token.Value} is no URL. Write what stands before a page's address, e.g. --timegate {MementoSettings.Wayback}");
                }
            }

            return [.. gates];
        },
    };

    private readonly Option<bool> _noTimeGate = new("--no-timegate") { Description = "Ask no other archive." };

    private readonly Option<int?> _distance = new("--memento-distance")
    {
        Description = $"Days between an access date and a memento that stands for what the editor read. Default: {new MementoSettings().Distance.TotalDays.ToString(CultureInfo.InvariantCulture)}.",
        HelpName = "DAYS",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_timeGates);
        command.Options.Add(_noTimeGate);
        command.Options.Add(_distance);
    }

    /// <param name="parsed">The command line.</param>
    /// <param name="lists">Watch lists, when the command line names no archive.</param>
    /// <exception cref="InputException">The options contradict each other.</exception>
    public MementoSettings Read(ParseResult parsed, IReadOnlyCollection<WatchList> lists)
    {
        var gates = parsed.GetValue(_timeGates) ?? [];
        if (parsed.GetValue(_noTimeGate) && gates.Length > 0)
        {
            throw new InputException("--timegate and --no-timegate contradict each other: leave one out.");
        }

        if (parsed.GetValue(_distance) is < 0)
        {
            throw new InputException("--memento-distance takes a number of days from 0, e.g. --memento-distance 31.");
        }

        var settings = parsed.GetValue(_noTimeGate) ? new MementoSettings()
            : gates.Length > 0 ? new MementoSettings { TimeGates = gates }
            : MementoSettings.AsListsAsk(lists);
        return parsed.GetValue(_distance) is { } days ? settings with { Distance = TimeSpan.FromDays(days) } : settings;
    }
}
