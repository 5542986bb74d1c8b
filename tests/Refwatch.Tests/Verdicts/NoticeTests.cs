using Refwatch.Verdicts;
using Xunit;

namespace Refwatch.Tests.Verdicts;

/// <summary>Notices of many systems, told in a title, a headline and a sentence.</summary>
public sealed class NoticeTests
{
    public static TheoryData<VerdictKind, string, string, string> Notices
    {
        get
        {
            var notices = new TheoryData<VerdictKind, string, string, string>();
            foreach (var notice in NoticeCase.All)
            {
                notices.Add(notice.Label, notice.Title, notice.Headline, notice.Text);
            }

            return notices;
        }
    }

    [Theory]
    [MemberData(nameof(Notices))]
    public void Is_told_from_its_words(VerdictKind expected, string title, string headline, string text)
    {
        var verdict = new NoticeCase(expected, title, headline, text).Judge();

        Assert.True(expected == verdict.Kind, $"{title}: {verdict.Kind}, not {expected}\n  {string.Join("\n  ", verdict.Evidence)}");
    }
}
