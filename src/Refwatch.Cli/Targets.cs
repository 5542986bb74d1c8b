using Refwatch.Alerting;
using Refwatch.Watching;

namespace Refwatch.Cli;

/// <summary>What a person named to be checked: URLs, and watch lists with their channels.</summary>
internal sealed class Targets
{
    private readonly Dictionary<string, IReadOnlyList<ChannelSettings>> _channels = new(StringComparer.Ordinal) { [WatchLists.OnDemand] = [] };
    private readonly List<Demand> _demands = [];
    private readonly List<WatchList> _lists = [];

    public IReadOnlyList<Demand> Demands => _demands;

    /// <summary>The channels' settings by watch list.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<ChannelSettings>> Channels => _channels;

    /// <summary>The watch lists among them.</summary>
    public IReadOnlyList<WatchList> Lists => _lists;

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
                if (url.UserInfo.Length > 0)
                {
                    throw new InputException($"{url.IdnHost}: the address holds a user name or password, which would be stored. Leave out what stands before the @.");
                }

                targets.Add(WatchLists.OnDemand, [new StdoutSettings()]);
                targets._demands.Add(new Demand(url, SubscriptionOf(WatchLists.OnDemand, PageRole.Either, target: null)));
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
        _lists.Add(list);
        Add(list.Name, list.Channels);
        _demands.AddRange(list.Articles.Select(target => new Demand(target.Url, SubscriptionOf(list.Name, PageRole.Article, target))));
        _demands.AddRange(list.Pages.Select(target => new Demand(target.Url, SubscriptionOf(list.Name, PageRole.Page, target))));
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
    private static Subscription SubscriptionOf(string list, PageRole role, WatchedTarget? target) => new()
    {
        Source = WatchLists.SourceOf(list),
        Role = role,
        Label = target?.Label,
        Archive = target?.Archive ?? default,
        Requisites = target?.Requisites ?? false,
        Retention = target?.Retention,
        Lists = [list],
    };
}
