namespace Refwatch.Archiving.Requisites;

/// <summary>A style sheet or image of a page's newest capture that is still to be fetched.</summary>
/// <param name="Url">Its address.</param>
/// <param name="Depth">0 for what the page itself names, 1 for what its style sheets import, and so on.</param>
/// <param name="Tries">Visits in which its host was busy or the time was up.</param>
public sealed record MissingRequisite(Uri Url, int Depth, int Tries);
