namespace Refwatch.Cli.Rendering;

/// <summary>What the shell is told.</summary>
internal static class ExitCodes
{
    /// <summary>All pages are live and say what they said.</summary>
    public const int AllWell = 0;

    /// <summary>Some page is not simply live, changed, or raised an alert.</summary>
    public const int NeedsAttention = 1;

    /// <summary>The command line or the configuration is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The run was stopped, or an error of our own kept a check from ending.</summary>
    public const int NotCompleted = 3;

    /// <param name="result">What was found.</param>
    /// <param name="told">Alerts that were delivered; earlier runs may have left some.</param>
    public static int Of(CheckResult result, int told = 0) =>
        result.IsStopped || result.Pages.Any(static page => page.Error is not null) ? NotCompleted
        : told > 0 || result.Pages.Any(static page => page.NeedsAttention) ? NeedsAttention
        : AllWell;
}
