namespace Refwatch.Repairing;

/// <summary>CS1's url-status: what became of the page that a reference names.</summary>
public enum UrlStatus
{
    Live,

    /// <summary>It no longer leads to the page.</summary>
    Dead,

    /// <summary>In other hands: the address must not be shown.</summary>
    Usurped,

    /// <summary>It leads to something that must not be linked.</summary>
    Unfit,

    /// <summary>The page is there and no longer says what the article says.</summary>
    Deviated,
}
