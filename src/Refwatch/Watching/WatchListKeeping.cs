namespace Refwatch.Watching;

/// <summary>What a watch list, or one target of it, says about what is kept of a page; null where it says nothing.</summary>
internal sealed class WatchListKeeping(WatchListYaml yaml)
{
    private static readonly Dictionary<string, ArchivePolicy> Policies = new(StringComparer.Ordinal)
    {
        ["on-claim-change"] = ArchivePolicy.OnClaimChange, ["on-change"] = ArchivePolicy.OnChange, ["always"] = ArchivePolicy.Always,
    };

    private static readonly Dictionary<string, bool> Switch = new(StringComparer.Ordinal) { ["true"] = true, ["false"] = false };

    private ArchivePolicy? _archive;
    private bool? _requisites;
    private TimeSpan? _retention;

    /// <summary>Adds the readers of its keys to others.</summary>
    public Dictionary<string, Action> With(Dictionary<string, Action> keys)
    {
        keys["archive"] = () => _archive = Word("archive", Policies);
        keys["requisites"] = () => _requisites = Word("requisites", Switch);
        keys["retention"] = () => _retention = WatchListDuration.Read(yaml, "retention", "5y", TimeSpan.FromDays(30), TimeSpan.FromDays(365 * 1000));
        return keys;
    }

    /// <summary>The target's own words before those of the list.</summary>
    public WatchedTarget Apply(WatchedTarget target, WatchListKeeping list) => target with
    {
        Archive = _archive ?? list._archive ?? default,
        Requisites = _requisites ?? list._requisites ?? false,
        Retention = _retention ?? list._retention,
    };

    private T? Word<T>(string key, Dictionary<string, T> words)
        where T : struct
    {
        var at = yaml.Here;
        var example = $"\"{key}: {words.Keys.First()}\"";
        if (yaml.Text($"'{key}'", example) is not { } text)
        {
            return null;
        }

        if (words.TryGetValue(text, out var value))
        {
            return value;
        }

        yaml.Fail(at, $"'{key}' can't be '{WatchListYaml.Shortened(text)}'", $"write one of {string.Join(", ", words.Keys)}");
        return null;
    }
}
