using Refwatch.Repairing;
using Xunit;

namespace Refwatch.Tests.Repairing;

public sealed class UnifiedDiffTests
{
    [Fact]
    public void Edits_are_hunks_with_a_line_around_them()
    {
        var source = string.Concat(Enumerable.Range(1, 9).Select(static line => $"line {line}\n")) + "end";
        TextEdit[] edits = [new(source.IndexOf('2'), source.IndexOf('2') + 1, "two\nmore"), new(source.Length, source.Length, "!")];
        Assert.Equal(
            "--- a/x\n+++ b/x\n@@ -1,3 +1,4 @@\n line 1\n-line 2\n+line two\n+more\n line 3\n@@ -9,2 +10,2 @@\n line 9\n-end\n\\ No newline at end of file\n+end!\n\\ No newline at end of file\n",
            UnifiedDiff.Of(source, edits, "x"));
    }

    [Fact]
    public void Without_edits_there_is_no_diff() => Assert.Equal("", UnifiedDiff.Of("a\n", [], "x"));
}
