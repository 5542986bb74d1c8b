using System.Globalization;
using System.Text;
using Refwatch.Claims;
using Refwatch.Citing;
using Refwatch.Fetching;

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
    public static string Subject(Alert alert) => $"[Refwatch] {DisplayText.Clean(alert.Title, MaxSubject)}";

    /// <summary>Lines end in "\n"; words that differ stand in [- -] and {+ +}, as wdiff marks them.</summary>
    public static string Body(Alert alert)
    {
        var text = new StringBuilder();
        text.AppendLine(Lead(alert)).AppendLine();
        if (alert.RestoredTo is { } earlier)
        {
            text.Append("Restored: it says again what it said in the capture of ").Append(Stamp(earlier)).AppendLine(".").AppendLine();
        }

        if (alert.IsSilentEdit)
        {
            text.AppendLine("Silent edit: a fact changed without a correction notice, and the page's modified date did not move on.").AppendLine();
        }

        text.Append("Page:     ").AppendLine(DisplayText.Clean(alert.Page));
        AppendVerdict(text, alert);
        AppendTimes(text, alert);
        AppendCitations(text, "Cited:    ", alert.CitedBy, static _ => null);
        for (var i = 0; i < Math.Min(alert.Changes.Count, MaxChanges); i++)
        {
            AppendChange(text, i + 1, alert.Changes[i]);
        }

        if (alert.Changes.Count + alert.MoreChanges is var all and > MaxChanges)
        {
            text.AppendLine().Append("And ").Append(all - MaxChanges).AppendLine(" more changed claims, of less weight.");
        }

        if (alert.Kind == AlertKind.ContentDrift)
        {
            text.AppendLine().AppendLine("This reports what the page says; which version is right is for its readers to judge.");
        }

        text.AppendLine().Append("Alert ").AppendLine(alert.Id);
        return text.Replace("\r\n", "\n").ToString();
    }

    /// <summary>A subject for a change, e.g. "example.org: date “10 March” is now “10 May”; cited by 2 sentences".</summary>
    public static string TitleOf(Uri page, Change change)
    {
        var changes = change.Claims;
        var telling = changes.FirstOrDefault(static claim => claim.Kind == ChangeKind.Factual && claim.Facts.Count > 0);
        var what = telling is not null ? Describe(telling.Facts[0], telling.RestoredTo) : changes.Count == 1 ? "1 claim changed" : $"{changes.Count} claims changed";
        var restored = change.RestoredTo is { } earlier ? $"restored to the text of {Day(earlier)}: " : "";
        var cited = changes.SelectMany(static change => change.CitedBy).Select(static by => (by.Article, by.Sentence)).Distinct().Count();
        return $"{DisplayText.Site(page)}: {restored}{DisplayText.Clean(what)}{(cited == 0 ? "" : cited == 1 ? "; a cited sentence rests on it" : $"; {cited} cited sentences rest on it")}";
    }

    private static string Lead(Alert alert) => alert.Kind switch
    {
        AlertKind.ContentDrift when alert.AccessDate is not null => $"A cited page says otherwise than on {DisplayText.Clean(alert.AccessDate)}, when an editor read it.",
        AlertKind.ContentDrift when alert.RestoredTo is not null => $"{Page(alert)} has an earlier text again.",
        AlertKind.ContentDrift when alert.Changes.Any(static change => change.Kind == ChangeKind.Factual) => $"{Page(alert)} now states a fact differently.",
        AlertKind.ContentDrift => $"The text of {(alert.IsCited ? "a cited" : "a watched")} page changed.",
        AlertKind.LinkRot => $"{Page(alert)} no longer leads to what was {(alert.IsCited ? "cited" : "there")}.",
        AlertKind.Recovered => $"{Page(alert)} is back.",
        AlertKind.HostUnreachable => "A site could not be asked for several visits. This says nothing about its pages.",
        AlertKind.HostRecovered => "A site answers again.",
        _ => DisplayText.Clean(alert.Title),
    };

    private static string Page(Alert alert) => alert.IsCited ? "A cited page" : "A watched page";

    private static void AppendVerdict(StringBuilder text, Alert alert)
    {
        if (alert.Verdict is not null)
        {
            var evidence = string.Join("; ", alert.Evidence.Take(5).Select(static sign => DisplayText.Clean(sign, 200)));
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

        if (alert.Memento is not null)
        {
            text.Append("Memento:  ").AppendLine(DisplayText.Clean(alert.Memento));
        }
    }

    private static void AppendChange(StringBuilder text, int number, ClaimChange change)
    {
        var facts = string.Join(", ", change.Facts.Take(5).Select(fact => Describe(fact, change.RestoredTo)));
        text.AppendLine().Append(number).Append(". ").Append(change.Kind).AppendLine(facts.Length > 0 ? $": {DisplayText.Clean(facts)}" : "");
        var words = WordDiff.Between(change.Before, change.After);
        text.Append("   Before: ").AppendLine(change.Before is null ? "(not on the page)" : Marked(words, WordSegmentKind.Removed, "[-", "-]"));
        text.Append("   Now:    ").AppendLine(change.After is null ? "(no longer on the page)" : Marked(words, WordSegmentKind.Added, "{+", "+}"));
        if (change.RestoredTo is { } earlier)
        {
            text.Append("   Again:  as in the capture of ").AppendLine(Stamp(earlier));
        }

        if (change.Significance.Reasons.Count > 0)
        {
            text.Append("   Weight: ").AppendLine(WeightOf(change.Significance));
        }

        AppendCitations(text, "   Cited:  ", change.CitedBy, static cited => Advice(cited.Effect));
    }

    private static void AppendCitations(StringBuilder text, string label, IReadOnlyList<CitedBy> citations, Func<CitedBy, string?> advice)
    {
        var indent = new string(' ', label.Length);
        foreach (var cited in citations.Take(MaxCitations))
        {
            var nearness = cited.Support == Support.Direct ? "" : " (it stands before the marker's sentence)";
            text.Append(label).Append(DisplayText.Address(new Uri(cited.Article))).Append(", reference ").Append(cited.Reference).Append(nearness).AppendLine(":");
            text.Append(indent).Append('“').Append(DisplayText.Clean(cited.Sentence, MaxSentence)).AppendLine("”");
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

    /// <summary>A score with its reasons and what each adds, e.g. "8 (a cited sentence rests on it directly 6, a claim went 2)".</summary>
    public static string WeightOf(Significance significance) =>
        $"{significance.Score} ({string.Join(", ", significance.Reasons.Select(static reason => $"{reason.Reason} {reason.Points}"))})";

    private static string Describe(FactChange fact, string? restoredTo)
    {
        var type = fact.Type.ToString().ToLowerInvariant();
        return fact switch
        {
            { Before: null } => $"{type} “{fact.After}” is {(restoredTo is null ? "new" : "there again")}",
            { After: null } => $"{type} “{fact.Before}” is gone",
            _ => $"{type} “{fact.Before}” is {(restoredTo is null ? "now" : "again")} “{fact.After}”",
        };
    }

    /// <summary>One side of a claim: what both have, and its own words between the marks, unless the other side has nothing.</summary>
    private static string Marked(WordDiff words, WordSegmentKind side, string open, string close)
    {
        var isAlone = words.Segments.All(segment => segment.Kind == side);
        var text = words.Segments.Where(segment => segment.Kind == side || segment.Kind == WordSegmentKind.Kept)
            .Select(segment => segment.Kind == side && !isAlone ? open + segment.Text + close : segment.Text);
        return DisplayText.Clean(string.Concat(text), MaxSentence);
    }

    private static string Day(string timestamp) => DisplayText.Time(timestamp).Split(' ')[0];

    private static string Stamp(string timestamp) =>
        DateTimeOffset.TryParseExact(timestamp, "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? Utc(time) : timestamp;

    private static string Utc(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
