namespace Refwatch;

/// <summary>How a visit ended.</summary>
public enum VisitEnd
{
    /// <summary>What was due is decided, or the budget was used up: then the calendar holds an entry for now.</summary>
    Done,

    /// <summary>Several pages in a row could not be reached; the others were not asked and keep their verdicts.</summary>
    HostSilent,

    /// <summary>The host wants no request for longer than a visit lasts.</summary>
    HostClosed,

    /// <summary>Another visit to the host runs: nothing was done, and a scheduled visit comes up again soon.</summary>
    HeldByAnother,
}
