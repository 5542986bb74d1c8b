using Refwatch.Alerting;
using Refwatch.Watching;

namespace Refwatch.Cli;

/// <summary>What a person named to be checked: URLs, and watch lists with their channels.</summary>
internal sealed class Targets
{
    /// <summary>The list that URLs named on the command line belong to: its alerts go to standard output.</summary>
    private const string CommandLine = "command-line";

    private readonly Dictionary<string, IReadOnlyList<ChannelSettings>> _channels = new(StringComparer.Ordinal) { [CommandLine] = [] };
    private readonly List<Demand> _demands = [];

    public IReadOnlyList<Demand> Demands => _demands;

    /// <summary>The channels' settings by watch list.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<ChannelSettings>> Channels => _channels;

    /// <summary>The first contact that a list names.</summary>
    public string? Contact { get; private set; }

    /// <summary>The longest delay that a list asks for.</summary>
    public TimeSpan? Delay { get; private set; }

    /// <param name="names">URLs and watch-list files.</param>
    /// <exception cref="InputException">A name is neither, or a list has mistakes: all of them are told.</exception>
    public static Targets Read(IEnumerable<string> names)
    {
        var targets = new Targets();
        foreach (var name in names)
        {
            if (Input.IsUrl(name, out var url))
            {
                targets.Add(CommandLine, [new StdoutSettings()]);
                targets._demands.Add(new Demand(url, SubscriptionOf(CommandLine, PageRole.Either, label: null)));
            }
            else if (File.Exists(name))
            {
                targets.Add(ReadList(name));
            }
            else
            {
                throw new InputException($"'{name}' is neither a URL nor a file. Write a URL with http:// or https://, or the path of a watch list.");
            }
        }

        return targets;
    }

    public void Add(WatchList list)
    {
        Add(list.Name, list.Channels);
        _demands.AddRange(list.Articles.Select(target => new Demand(target.Url, SubscriptionOf(list.Name, PageRole.Article, target.Label))));
        _demands.AddRange(list.Pages.Select(target => new Demand(target.Url, SubscriptionOf(list.Name, PageRole.Page, target.Label))));
        Contact ??= list.Contact;
        Delay = list.Delay > (Delay ?? TimeSpan.Zero) ? list.Delay : Delay;
    }

    private void Add(string list, IReadOnlyList<ChannelSettings> channels) => _channels[list] = channels;

    public static WatchList ReadList(string file)
    {
        var reading = WatchListReader.ReadFile(file);
        return reading.IsValid ? reading.List : throw new InputException(string.Join(Environment.NewLine + "refwatch: ", reading.Errors));
    }

    /// <summary>A check on demand schedules nothing: that is for `refwatch watch`.</summary>
    private static Subscription SubscriptionOf(string list, PageRole role, string? label) => new()
    {
        Source = WatchLists.SourceOf(list),
        Role = role,
        Label = label,
        Lists = [list],
    };
}
