using System.CommandLine;
using Refwatch.Alerting;
using Refwatch.Watching;

namespace Refwatch.Cli.Commands;

/// <summary>The flap guard's options: when rot, or a silent host, is told.</summary>
internal sealed class IncidentOptions
{
    private readonly Option<int?> _visits = new("--confirm-visits")
    {
        Description = "Visits that must see rot, or a silent host, before it is told. Default: the watch lists' confirm-visits, else 3.",
        HelpName = "N",
    };

    private readonly Option<TimeSpan?> _after = new("--confirm-after")
    {
        Description = "Time from the first of these visits to the last, e.g. 3d or 12h. Default: the watch lists' confirm-after, else 3d.",
        HelpName = "SPAN",
        CustomParser = static result =>
        {
            if (WatchListDuration.Parse(result.Tokens[0].Value) is { } span)
            {
                return span;
            }

            result.AddError("--confirm-after takes a whole number and a unit, e.g. --confirm-after 3d");
            return null;
        },
    };

    public IncidentOptions() => _visits.Validators.Add(static result =>
    {
        if (result.GetValueOrDefault<int?>() is < 1 or > 100)
        {
            result.AddError("--confirm-visits takes a whole number from 1 to 100");
        }
    });

    public void AddTo(Command command)
    {
        command.Options.Add(_visits);
        command.Options.Add(_after);
    }

    public IncidentRules Read(ParseResult parsed, IReadOnlyCollection<WatchList> lists)
    {
        var asked = IncidentRules.Default.AsListsAsk(lists);
        return new IncidentRules(parsed.GetValue(_visits) ?? asked.Visits, parsed.GetValue(_after) ?? asked.Span);
    }
}
