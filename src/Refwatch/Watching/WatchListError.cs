using System.Diagnostics.CodeAnalysis;

namespace Refwatch.Watching;

/// <summary>What reading a watch list came to: the list, or everything that is wrong with it.</summary>
/// <param name="List">The list; null when there are errors.</param>
/// <param name="Errors">All of them, in the file's order.</param>
public sealed record WatchListReading(WatchList? List, IReadOnlyList<WatchListError> Errors)
{
    [MemberNotNullWhen(true, nameof(List))]
    public bool IsValid => List is not null;
}

/// <summary>One thing that is wrong in a watch list.</summary>
/// <param name="File">The file as it was named by the caller.</param>
/// <param name="Line">From 1; 0 when the file could not be read at all.</param>
/// <param name="Column">From 1; 0 when the file could not be read at all.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Fix">What to write instead.</param>
public sealed record WatchListError(string File, int Line, int Column, string Problem, string Fix)
{
    /// <summary>"FILE:LINE:COLUMN: problem: fix", as compilers write it, so that editors can jump there.</summary>
    public override string ToString() => Line == 0 ? $"{File}: {Problem}: {Fix}" : $"{File}:{Line}:{Column}: {Problem}: {Fix}";
}
