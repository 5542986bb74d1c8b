using System.Globalization;
using System.Text;

namespace Refwatch.Fetching;

/// <summary>The rules of a robots.txt (RFC 9309).</summary>
public sealed class RobotsRules
{
    /// <summary>What a parser must read at least, and this one at most (section 2.5).</summary>
    public const int MaxBytes = 500 * 1024;

    private readonly List<Group> _groups = [];

    /// <summary>Never fails: lines that are no rules are passed over (section 2.2).</summary>
    public static RobotsRules Parse(string text)
    {
        var rules = new RobotsRules();
        Group? group = null;
        var namesAgents = false;
        foreach (var line in Bounded(text).EnumerateLines())
        {
            var content = line.IndexOf('#') is >= 0 and var comment ? line[..comment] : line;
            if (content.IndexOf(':') is not (> 0 and var colon)) continue;

            var value = content[(colon + 1)..].Trim().ToString();
            switch (content[..colon].Trim().TrimStart('\uFEFF').ToString().ToLowerInvariant())
            {
                case "user-agent":
                    if (group is null || !namesAgents) rules._groups.Add(group = new Group());
                    group.Agents.Add(ProductToken(value));
                    namesAgents = true;
                    break;
                case "allow" or "disallow" when group is not null:
                    // An empty path matches nothing (section 2.2.2).
                    var allows = content.Trim().StartsWith("a", StringComparison.OrdinalIgnoreCase);
                    if (value.Length > 0) group.Rules.Add(new RobotsRule(allows, Pattern(value)));
                    namesAgents = false;
                    break;
                case "crawl-delay" when group is not null:
                    // Not in the RFC, but asked for by many sites.
                    if (double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
                    {
                        group.CrawlDelay = TimeSpan.FromSeconds(Math.Min(seconds, TimeSpan.SecondsPerDay));
                    }

                    namesAgents = false;
                    break;
            }
        }

        return rules;
    }

    /// <summary>Whether a path, with its query, may be fetched by the product of that token.</summary>
    public bool Allows(string pathAndQuery, string productToken) => RuleFor(pathAndQuery, productToken) is null or { Allows: true };

    /// <summary>The longest rule that matches; of two equally long the one that allows (section 2.2.2). Null: none matches.</summary>
    public RobotsRule? RuleFor(string pathAndQuery, string productToken)
    {
        var path = Literal(Normalise(pathAndQuery));
        if (path == "/robots.txt") return null; // implicitly allowed (section 2.2.2)

        return GroupsOf(productToken)
            .SelectMany(group => group.Rules)
            .Where(rule => rule.Matches(path))
            .OrderByDescending(rule => rule.Path.Length)
            .ThenByDescending(rule => rule.Allows)
            .FirstOrDefault();
    }

    /// <summary>The pause that the site asks for between two requests; null when it asks for none.</summary>
    public TimeSpan? CrawlDelay(string productToken) => GroupsOf(productToken).Max(group => group.CrawlDelay);

    /// <summary>Section 2.2.1: all groups that name the product count as one; if there are none, those of "*".</summary>
    private List<Group> GroupsOf(string productToken)
    {
        var own = _groups.FindAll(group => group.Agents.Contains(productToken));
        return own.Count > 0 ? own : _groups.FindAll(group => group.Agents.Contains("*"));
    }

    /// <summary>Cut after a line: half a path would forbid more than the whole.</summary>
    private static ReadOnlySpan<char> Bounded(ReadOnlySpan<char> text) =>
        text.Length < MaxBytes ? text : text[..(text[..MaxBytes].LastIndexOfAny('\n', '\r') + 1)];

    /// <summary>"Refwatch/0.1" names the product Refwatch.</summary>
    private static string ProductToken(string agent)
    {
        var end = agent.AsSpan().IndexOfAny("/ \t");
        return end > 0 ? agent[..end] : agent;
    }

    /// <summary>Section 2.2.3: "$" is special at a pattern's end alone.</summary>
    private static string Pattern(string rule)
    {
        var normal = Normalise(rule);
        return normal.EndsWith('$') ? normal[..^1].Replace("$", "%24", StringComparison.Ordinal) + "$" : normal.Replace("$", "%24", StringComparison.Ordinal);
    }

    /// <summary>Section 2.2.3: a pattern names the characters "*" and "$" themselves by "%2A" and "%24".</summary>
    private static string Literal(string path) => path.Replace("*", "%2A", StringComparison.Ordinal).Replace("$", "%24", StringComparison.Ordinal);

    /// <summary>
    /// Section 2.2.2: octets outside of ASCII are compared percent-encoded, and an encoded unreserved character equals the
    /// plain one; an encoded reserved character does not.
    /// </summary>
    private static string Normalise(string path)
    {
        var normal = new StringBuilder(path.Length);
        for (var i = 0; i < path.Length; i++)
        {
            var escape = path.AsSpan(i)[..Math.Min(3, path.Length - i)];
            if (escape is ['%', _, _] && byte.TryParse(escape[1..], NumberStyles.AllowHexSpecifier, provider: null, out var octet))
            {
                normal.Append(IsUnreserved((char)octet) ? ((char)octet).ToString() : $"%{octet:X2}");
                i += 2;
            }
            else if (path[i] < 0x80)
            {
                normal.Append(path[i]);
            }
            else
            {
                _ = Rune.TryGetRuneAt(path, i, out var rune);
                foreach (var b in Encoding.UTF8.GetBytes(rune.ToString())) normal.Append($"%{b:X2}");
                i += rune.Utf16SequenceLength - 1;
            }
        }

        return normal.ToString();
    }

    private static bool IsUnreserved(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '~';

    private sealed class Group
    {
        public HashSet<string> Agents { get; } = new(StringComparer.OrdinalIgnoreCase);

        public List<RobotsRule> Rules { get; } = [];

        public TimeSpan? CrawlDelay { get; set; }
    }
}

/// <summary>One Allow or Disallow line.</summary>
/// <param name="Allows">It is an Allow line.</param>
/// <param name="Path">The pattern: a prefix, with "*" for any characters and "$" for the path's end (RFC 9309, section 2.2.3).</param>
public sealed record RobotsRule(bool Allows, string Path)
{
    /// <summary>Matches in time linear in path times stars; no regular expression is made of a stranger's pattern.</summary>
    public bool Matches(string path)
    {
        var anchored = Path.EndsWith('$');
        var parts = (anchored ? Path[..^1] : Path).Split('*');
        if (!path.StartsWith(parts[0], StringComparison.Ordinal)) return false;
        if (parts.Length == 1) return !anchored || path.Length == parts[0].Length;

        var at = parts[0].Length;
        foreach (var part in parts[1..^1])
        {
            var found = path.IndexOf(part, at, StringComparison.Ordinal);
            if (found < 0) return false;
            at = found + part.Length;
        }

        var last = parts[^1];
        return anchored
            ? path.Length - at >= last.Length && path.EndsWith(last, StringComparison.Ordinal)
            : path.IndexOf(last, at, StringComparison.Ordinal) >= 0;
    }

    /// <inheritdoc/>
    public override string ToString() => (Allows ? "Allow: " : "Disallow: ") + Path;
}
