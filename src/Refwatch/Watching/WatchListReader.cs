using System.Globalization;
using System.Text;
using Refwatch.Alerting;
using Refwatch.Fetching;
using Refwatch.Mementos;
using YamlDotNet.Core;

namespace Refwatch.Watching;

/// <summary>Reads a watch list's YAML. All errors are reported at once, each with its line and its fix; nothing throws.</summary>
public sealed class WatchListReader
{
    private const int MaxBytes = 16 * 1024 * 1024;
    private const string Example = "\"pages: [https://example.org/news/1]\"";

    private static readonly TimeSpan DefaultInterval = TimeSpan.FromDays(1);

    private readonly WatchListYaml _yaml;
    private readonly WatchListKeeping _keeping;
    private readonly List<Line> _articles = [];
    private readonly List<Line> _pages = [];
    private readonly List<ChannelSettings> _channels = [];
    private readonly Dictionary<string, long> _lineOfUrl = new(StringComparer.Ordinal);
    private string? _name;
    private string? _contact;
    private TimeSpan? _delay;
    private int? _confirmVisits;
    private int? _requestsPerDay;
    private TimeSpan? _confirmAfter;
    private TimeSpan? _interval;
    private List<Uri>? _timeGates;

    private WatchListReader(WatchListYaml yaml) => (_yaml, _keeping) = (yaml, new WatchListKeeping(yaml));

    public static WatchListReading ReadFile(string path)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > MaxBytes })
            {
                return Unreadable("is longer than 16 MiB", "split it into several lists");
            }

            return Read(File.ReadAllText(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true)), path);
        }
        catch (DecoderFallbackException)
        {
            return Unreadable("is not UTF-8", "save it as UTF-8");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Unreadable("could not be read", e.Message);
        }

        WatchListReading Unreadable(string problem, string fix) => new(null, [new(path, 0, 0, problem, fix)]);
    }

    /// <param name="text">The YAML.</param>
    /// <param name="file">The file's name: for messages, and, without folder and extension, the list's name.</param>
    public static WatchListReading Read(string text, string file)
    {
        var yaml = new WatchListYaml(file, text);
        var reader = new WatchListReader(yaml);
        if (!yaml.Document(reader.ReadRoot))
        {
            return new(null, [new(file, 1, 1, "the list is empty", $"write {Example}")]);
        }

        return yaml.Errors.Count > 0 ? new(null, yaml.Errors) : new(reader.ToList(Path.GetFileNameWithoutExtension(file)), []);
    }

    private WatchList ToList(string defaultName) => new()
    {
        Name = _name ?? defaultName,
        Articles = [.. _articles.Select(Target)],
        Pages = [.. _pages.Select(Target)],
        Channels = _channels,
        Contact = _contact,
        Delay = _delay,
        RequestsPerDay = _requestsPerDay,
        TimeGates = _timeGates,
        ConfirmVisits = _confirmVisits,
        ConfirmAfter = _confirmAfter,
    };

    private WatchedTarget Target(Line line) =>
        line.Keeping.Apply(new WatchedTarget(line.Url, line.Label, line.Interval ?? _interval ?? DefaultInterval), _keeping);

    private void ReadRoot()
    {
        var at = _yaml.Here;
        var hasTargets = false;
        _yaml.Mapping("a watch list", Example, _keeping.With(new(StringComparer.Ordinal)
        {
            ["articles"] = () => ReadTargets("articles", _articles),
            ["pages"] = () => ReadTargets("pages", _pages),
            ["channels"] = () => WatchListChannels.Read(_yaml, _channels),
            ["confirm-after"] = () => _confirmAfter = WatchListDuration.Read(_yaml, "confirm-after", "3d", TimeSpan.Zero, TimeSpan.FromDays(60)),
            ["confirm-visits"] = () => _confirmVisits = ReadCount("confirm-visits", "visits", 100, 3),
            ["contact"] = ReadContact,
            ["delay"] = () => _delay = WatchListDuration.Read(_yaml, "delay", "2s", TimeSpan.Zero, TimeSpan.FromMinutes(10)),
            ["interval"] = () => _interval = ReadInterval(),
            ["name"] = ReadName,
            ["requests-per-day"] = () => _requestsPerDay = ReadCount("requests-per-day", "requests", 1_000_000, 500),
            ["timegates"] = ReadTimeGates,
        }));
        if (!hasTargets && _yaml.Errors.Count == 0)
        {
            _yaml.Fail(at, "the list watches nothing", $"write {Example}");
        }

        void ReadTargets(string key, List<Line> targets)
        {
            hasTargets = true;
            _yaml.Sequence($"'{key}'", $"\"{key}: [https://example.org/1, https://example.org/2]\"", () => ReadTarget(targets));
        }
    }

    private void ReadTarget(List<Line> targets)
    {
        var at = _yaml.Here;
        Uri? url = null;
        string? label = null;
        TimeSpan? interval = null;
        var hasUrl = false;
        var keeping = new WatchListKeeping(_yaml);
        if (_yaml.IsMapping)
        {
            _yaml.Mapping("a target", "\"{url: https://example.org/1}\"", keeping.With(new(StringComparer.Ordinal)
            {
                ["url"] = () => (hasUrl, url) = (true, WatchListUrl.Read(_yaml, "'url'")),
                ["label"] = () => label = _yaml.Text("'label'", "\"label: the press release\""),
                ["interval"] = () => interval = ReadInterval(),
            }));
            if (!hasUrl)
            {
                _yaml.Fail(at, "a target without URL", "write \"url: https://example.org/1\"");
            }
        }
        else
        {
            url = WatchListUrl.Read(_yaml, "a target");
        }

        if (url is null)
        {
            return;
        }

        if (!_lineOfUrl.TryAdd(url.AbsoluteUri, at.Line))
        {
            _yaml.Fail(at, $"{WatchListYaml.Shortened(url.OriginalString)} is listed twice", $"remove it here or on line {_lineOfUrl[url.AbsoluteUri]}");
        }

        targets.Add(new Line(url, label, interval, keeping));
    }

    private void ReadTimeGates()
    {
        var gates = _timeGates = [];
        var example = $"\"timegates: [{MementoSettings.Wayback}]\", or \"timegates: none\" to ask no archive";
        if (!_yaml.IsSequence)
        {
            var at = _yaml.Here;
            if (_yaml.Text("'timegates'", example) is { } text && text != "none")
            {
                _yaml.Fail(at, $"'timegates' is '{WatchListYaml.Shortened(text)}'", $"write {example}");
            }

            return;
        }

        _yaml.Sequence("'timegates'", example, () =>
        {
            if (WatchListUrl.Read(_yaml, "a TimeGate") is { } url)
            {
                gates.Add(MementoSettings.GateOf(url));
            }
        });
    }

    private TimeSpan? ReadInterval() => WatchListDuration.Read(_yaml, "interval", "1d", TimeSpan.FromMinutes(5), TimeSpan.FromDays(366));

    private void ReadName()
    {
        var at = _yaml.Here;
        _name = _yaml.Text("'name'", "\"name: my-articles\"");
        if (_name is { Length: > 100 })
        {
            _yaml.Fail(at, "'name' is longer than 100 characters", "write a short one");
        }
    }

    private int? ReadCount(string key, string noun, int most, int example)
    {
        var at = _yaml.Here;
        if (_yaml.Text($"'{key}'", $"\"{key}: {example}\"") is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= 1 && count <= most)
        {
            return count;
        }

        _yaml.Fail(at, $"'{WatchListYaml.Shortened(text)}' is no number of {noun}", $"write a whole number from 1 to {most}, e.g. \"{key}: {example}\"");
        return null;
    }

    private void ReadContact()
    {
        var at = _yaml.Here;
        _contact = _yaml.Text("'contact'", "\"contact: you@example.org\"");
        if (_contact is not null && !FetchOptions.IsContact(_contact))
        {
            _yaml.Fail(at, "'contact' is neither a mail address nor a URL", "write \"contact: you@example.org\", so that a site's operator can reach you");
        }
    }

    private sealed record Line(Uri Url, string? Label, TimeSpan? Interval, WatchListKeeping Keeping);
}
