namespace Refwatch.Mementos;

/// <summary>What a service says of the mementos of a page. "None" is not "could not ask", and neither is "withheld".</summary>
/// <param name="Kind">Which of them.</param>
/// <param name="Mementos">The mementos it names, the one that it holds for nearest first.</param>
/// <param name="Why">What a person should know of it; null when there are mementos.</param>
internal sealed record TimeGateAnswer(TimeGateAnswerKind Kind, IReadOnlyList<Uri> Mementos, string? Why)
{
    public static TimeGateAnswer None { get; } = new(TimeGateAnswerKind.None, [], "no memento is held");

    public static TimeGateAnswer Found(IReadOnlyList<Uri> mementos) => mementos.Count == 0 ? None : new(TimeGateAnswerKind.Found, mementos, null);

    public static TimeGateAnswer Withheld(string sign) => new(TimeGateAnswerKind.Withheld, [], $"withheld by the publisher ({sign})");

    public static TimeGateAnswer Elsewhere(Uri memento) => ErrandPlan.LinkedService(memento) is null
        ? None with { Why = $"its memento lies at {memento.IdnHost}, which gives none as it was received" }
        : new(TimeGateAnswerKind.Elsewhere, [memento], $"its memento lies at {memento.IdnHost}");

    public static TimeGateAnswer NotAsked(string why) => new(TimeGateAnswerKind.NotAsked, [], why);
}

internal enum TimeGateAnswerKind
{
    Found,

    /// <summary>It leads to a memento on another host, whose own visit is to fetch it: an aggregator of archives.</summary>
    Elsewhere,

    /// <summary>The service has no memento of the page.</summary>
    None,

    /// <summary>It may not show what it has, or has none for that reason.</summary>
    Withheld,

    /// <summary>It could not be asked: this says nothing of mementos, and is asked another time.</summary>
    NotAsked,
}
