namespace Refwatch.Repairing;

/// <summary>The edits that repair one place of an article, or why it is left as it is; neither when it says so already.</summary>
internal sealed record PatchResult(IReadOnlyList<TextEdit> Edits, string? Refusal)
{
    public static PatchResult Nothing { get; } = new([], null);

    public static PatchResult Refused(string why) => new([], why);
}
