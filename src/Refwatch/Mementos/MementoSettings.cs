using Refwatch.Watching;

namespace Refwatch.Mementos;

/// <summary>Which archives of others are asked, and how near is near.</summary>
public sealed record MementoSettings
{
    /// <summary>The Wayback Machine's TimeGate.</summary>
    public static Uri Wayback { get; } = new("https://web.archive.org/web/");

    /// <summary>The archives that watch lists name, all of them; where no list says anything, the Wayback Machine.</summary>
    public static MementoSettings AsListsAsk(IReadOnlyCollection<WatchList> lists)
    {
        var named = lists.Where(static list => list.TimeGates is not null).SelectMany(static list => list.TimeGates!).Distinct().ToList();
        return new MementoSettings { TimeGates = lists.Any(static list => list.TimeGates is not null) ? named : [Wayback] };
    }

    /// <summary>A TimeGate as it is asked: what a page's address can be appended to.</summary>
    public static Uri GateOf(Uri url) => url.AbsoluteUri[^1] is '/' or '=' or '?' ? url : new Uri(url.AbsoluteUri + "/");

    /// <summary>TimeGates, the one to be asked first at the front; empty: none is asked.</summary>
    public IReadOnlyList<Uri> TimeGates { get; init; } = [];

    /// <summary>
    /// A memento farther from the access date than this does not stand for what the editor read. Citations may give the month
    /// alone ("Retrieved May 2019"), so anything less would refuse mementos of that very month.
    /// </summary>
    public TimeSpan Distance { get; init; } = TimeSpan.FromDays(31);

    /// <summary>When a service that had nothing, or did not answer, is asked again.</summary>
    public TimeSpan AskAgain { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Mementos that articles link are judged, each at the service that holds it.</summary>
    public bool JudgesLinked { get; init; } = true;

    /// <summary>When a memento that an article links is judged again: what was archived hardly changes, but it may be withdrawn.</summary>
    public TimeSpan JudgeLinkedAgain { get; init; } = TimeSpan.FromDays(365);

    /// <summary>A page that could not be reached for so long is worth a repair, though it is not called dead.</summary>
    public TimeSpan LongSilence { get; init; } = TimeSpan.FromDays(3);
}
