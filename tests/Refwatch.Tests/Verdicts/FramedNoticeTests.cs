using Refwatch.Verdicts;
using Xunit;

namespace Refwatch.Tests.Verdicts;

/// <summary>A site's frame says much, on its error pages too: teasers of other pages, banners, what it thinks of itself. None of it changes what a notice means.</summary>
public sealed class FramedNoticeTests
{
    private static readonly string Folder = Path.Combine(Scenario.Folder, "..", "Frames");

    public static TheoryData<string> Frames => [.. Directory.EnumerateFiles(Folder).Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Frames))]
    public void Most_rot_is_found_in_any_frame_and_nothing_live_is_called_dead(string frame)
    {
        var html = File.ReadAllText(Path.Combine(Folder, frame));
        var judged = NoticeCase.All.Select(notice => (Notice: notice, Verdict: notice.OnPage(html).Judge())).ToList();
        var rot = judged.Where(static one => IsRot(one.Notice.Label)).ToList();
        var missed = rot.Where(static one => !one.Verdict.IsRot).ToList();
        var dead = judged.Where(static one => one.Notice.Label is VerdictKind.Live && one.Verdict.IsRot).ToList();

        Assert.True(dead.Count == 0, string.Join('\n', dead.Select(Tell)));
        Assert.True(missed.Count <= 0.1 * rot.Count, $"{missed.Count} of {rot.Count} missed\n{string.Join('\n', missed.Select(Tell))}");
    }

    private static bool IsRot(VerdictKind kind) => new Verdict(kind, [], 1).IsRot;

    private static string Tell((NoticeCase Notice, Verdict Verdict) one) =>
        $"{one.Notice.Title} | {one.Notice.Headline} | {one.Notice.Text}: {one.Verdict.Kind}\n    {string.Join("\n    ", one.Verdict.Evidence)}";
}
