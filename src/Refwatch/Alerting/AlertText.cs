using System.Globalization;
using System.Text;
using Refwatch.Claims;
using Refwatch.Citing;

namespace Refwatch.Alerting;

/// <summary>
/// Alerts as plain text. It reports what a source said and says, in the source's own words, and leaves the judgement which
/// of the two is right to its reader. Scraped text is made safe for terminals and mail: no control or bidi characters, bounded.
/// </summary>
public static class AlertText
{
    private const int MaxSubject = 150;
    private const int MaxSentence = 1_000;
    private const int MaxChanges = 20;
    private const int MaxCitations = 5;

    /// <summary>One line.</summary>
    public static string Subject(Alert alert) => $"[Refwatch] {Cut(OneLine(alert.Title), MaxSubject)}";

    /// <summary>Lines end in "\n"; words that differ stand in [- -] and {+ +}, as wdiff marks them.</summary>
    public static string Body(Alert alert)
    {
        var text = new StringBuilder();
        text.AppendLine(Lead(alert)).AppendLine();
        if (alert.IsSilentEdit)
        {
            text.AppendLine("Silent edit: a fact changed without a correction notice, and the page's modified date did not move.").AppendLine();
        }

        text.Append("Page:     ").AppendLine(OneLine(alert.Page));
        AppendVerdict(text, alert);
        AppendTimes(text, alert);
        AppendCitations(text, "Cited:    ", alert.CitedBy, static _ => null);
        for (var i = 0; i < Math.Min(alert.Changes.Count, MaxChanges); i++)
        {
            AppendChange(text, i + 1, alert.Changes[i]);
        }

        if (alert.Changes.Count > MaxChanges)
        {
            text.AppendLine().Append("And ").Append(alert.Changes.Count - MaxChanges).AppendLine(" more changed claims.");
        }

        if (alert.Kind == AlertKind.ContentDrift)
        {
            text.AppendLine().AppendLine("This reports what the page says; which version is right is for its readers to judge.");
        }

        text.AppendLine().Append("Alert ").AppendLine(alert.Id);
        return text.Replace("\r\n", "\n").ToString();
    }

    /// <summary>A subject for a change, e.g. "example.org: date “10 March” is now “10 May”; cited by 2 sentences".</summary>
    public static string TitleOf(Uri page, IReadOnlyList<ClaimChange> changes)
    {
        var telling = changes.FirstOrDefault(static change => change.Kind == ChangeKind.Factual && change.Facts.Count > 0);
        var what = telling is not null ? Describe(telling.Facts[0]) : changes.Count == 1 ? "1 claim changed" : $"{changes.Count} claims changed";
        var cited = changes.SelectMany(static change => change.CitedBy).Select(static by => (by.Article, by.Sentence)).Distinct().Count();
        return $"{page.IdnHost}: {OneLine(what)}{(cited == 0 ? "" : cited == 1 ? "; a cited sentence rests on it" : $"; {cited} cited sentences rest on it")}";
    }

    private static string Lead(Alert alert) => alert.Kind switch
    {
        AlertKind.ContentDrift when alert.Changes.Any(static change => change.Kind == ChangeKind.Factual) => "A cited page now states a fact differently.",
        AlertKind.ContentDrift => "A cited page's text changed.",
        AlertKind.LinkRot => "A cited page no longer leads to what was cited.",
        AlertKind.Recovered => "A cited page is back.",
        AlertKind.HostUnreachable => "A site could not be asked for several visits. This says nothing about its pages.",
        _ => OneLine(alert.Title),
    };

    private static void AppendVerdict(StringBuilder text, Alert alert)
    {
        if (alert.Verdict is not null)
        {
            var evidence = string.Join("; ", alert.Evidence.Take(5).Select(static sign => Cut(OneLine(sign), 200)));
            text.Append("Verdict:  ").Append(alert.Verdict).AppendLine(evidence.Length > 0 ? $" ({evidence})" : "");
        }
    }

    private static void AppendTimes(StringBuilder text, Alert alert)
    {
        text.Append("Seen:     ").AppendLine(Utc(alert.Time));
        if (alert is { Before: not null, After: not null })
        {
            text.Append("Captures: ").Append(Stamp(alert.Before)).Append(" and ").AppendLine(Stamp(alert.After));
        }
    }

    private static void AppendChange(StringBuilder text, int number, ClaimChange change)
    {
        var facts = string.Join(", ", change.Facts.Take(5).Select(Describe));
        text.AppendLine().Append(number).Append(". ").Append(change.Kind).AppendLine(facts.Length > 0 ? $": {OneLine(facts)}" : "");
        var (before, after) = change is { Before: not null, After: not null }
            ? ChangedWords.Between(OneLine(change.Before), OneLine(change.After))
            : ([new(OneLine(change.Before ?? ""), false)], [new(OneLine(change.After ?? ""), false)]);
        text.Append("   Before: ").AppendLine(change.Before is null ? "(not on the page)" : Marked(before, "[-", "-]"));
        text.Append("   Now:    ").AppendLine(change.After is null ? "(no longer on the page)" : Marked(after, "{+", "+}"));
        AppendCitations(text, "   Cited:  ", change.CitedBy, static cited => Advice(cited.Effect));
    }

    private static void AppendCitations(StringBuilder text, string label, IReadOnlyList<CitedBy> citations, Func<CitedBy, string?> advice)
    {
        var indent = new string(' ', label.Length);
        foreach (var cited in citations.Take(MaxCitations))
        {
            var nearness = cited.Support == Support.Direct ? "" : " (it stands before the marker's sentence)";
            text.Append(label).Append(OneLine(cited.Article)).Append(", reference ").Append(cited.Reference).Append(nearness).AppendLine(":");
            text.Append(indent).Append('“').Append(Cut(OneLine(cited.Sentence), MaxSentence)).AppendLine("”");
            if (advice(cited) is { } line)
            {
                text.Append(indent).AppendLine(line);
            }
        }

        if (citations.Count > MaxCitations)
        {
            text.Append(indent).Append("and ").Append(citations.Count - MaxCitations).AppendLine(" more sentences.");
        }
    }

    private static string Advice(SupportEffect? effect) => effect switch
    {
        SupportEffect.SupportChanged => "→ The source now says it differently.",
        SupportEffect.SupportLost => "→ The source no longer says it.",
        _ => "→ Check whether the source still supports it.",
    };

    private static string Describe(FactChange fact)
    {
        var type = fact.Type.ToString().ToLowerInvariant();
        return fact switch
        {
            { Before: null } => $"{type} “{fact.After}” is new",
            { After: null } => $"{type} “{fact.Before}” is gone",
            _ => $"{type} “{fact.Before}” is now “{fact.After}”",
        };
    }

    private static string Marked(IReadOnlyList<WordRun> runs, string open, string close) =>
        Cut(string.Concat(runs.Select(run => run.IsChanged ? open + run.Text + close : run.Text)), MaxSentence);

    private static string Stamp(string timestamp) =>
        DateTimeOffset.TryParseExact(timestamp, "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? Utc(time) : timestamp;

    private static string Utc(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsControl(rune) || Rune.IsWhiteSpace(rune))
            {
                _ = line.Length > 0 && line[^1] != ' ' ? line.Append(' ') : line;
            }
            else if (rune.Value is not (0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069)))
            {
                line.Append(rune);
            }
        }

        return line.ToString().TrimEnd();
    }

    private static string Cut(string text, int length) =>
        text.Length <= length ? text : text[..(length - (char.IsHighSurrogate(text[length - 2]) ? 2 : 1))] + "…";
}
