using Refwatch.Bisecting;
using Refwatch.Extracting;
using Xunit;

namespace Refwatch.Tests.Bisecting;

public sealed class CaptureSearchTests
{
    private const int Count = 1_000;

    // 2 · log2(1000)
    private const int MostReads = 20;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(499)]
    [InlineData(500)]
    [InlineData(998)]
    [InlineData(999)]
    public async Task One_change_is_found_in_few_reads(int firstWithout)
    {
        var (found, reads) = await SearchAsync(Count, place => place < firstWithout);
        Assert.Equal((firstWithout - 1, firstWithout), found);
        Assert.InRange(reads, 2, MostReads / 2 + 2);

        (found, _) = await SearchAsync(Count, place => place >= firstWithout);
        Assert.Equal((firstWithout - 1, firstWithout), found);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_nothing_changes_few_are_asked(bool isSaid)
    {
        var (found, reads) = await SearchAsync(Count, _ => isSaid);
        Assert.Equal((0, Count - 1), found);
        Assert.InRange(reads, 2, MostReads);
    }

    [Fact]
    public async Task What_went_and_came_back_is_noticed_when_it_was_away_for_long()
    {
        var (found, reads) = await SearchAsync(Count, static place => place is < 300 or > 700);
        Assert.Equal((299, 300), found);
        Assert.InRange(reads, 2, MostReads);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task One_or_no_capture(int count)
    {
        var (found, reads) = await SearchAsync(count, static _ => true);
        Assert.Equal(count == 0 ? null : (0, 0), found);
        Assert.Equal(count, reads);
    }

    [Fact]
    public async Task Captures_that_cannot_be_read_are_passed_over()
    {
        // Both ends, every third in between, and a run around the change.
        static bool IsUnreadable(int place) => place is < 4 or > 990 or (> 595 and < 606) || place % 3 == 0;
        var (found, reads) = await SearchAsync(Count, static place => place < 600, IsUnreadable);
        Assert.Equal((595, 607), found);
        Assert.InRange(reads, 2, 3 * MostReads);
    }

    [Fact]
    public async Task An_archive_of_errors_alone_is_given_up()
    {
        var (found, reads) = await SearchAsync(Count, static _ => true, static _ => true);
        Assert.Null(found);
        Assert.InRange(reads, 1, 64);
    }

    private static async Task<((int, int)? Found, int Reads)> SearchAsync(int count, Func<int, bool> isSaid, Func<int, bool>? isUnreadable = null)
    {
        var read = new HashSet<int>();
        var search = new CaptureSearch(count, place =>
        {
            Assert.True(read.Add(place), "read twice");
            return Task.FromResult(isUnreadable?.Invoke(place) is true ? null : new Sighting(PageContent.FromPlainText("A."), isSaid(place) ? "A." : null));
        });
        var found = await search.RunAsync();
        Assert.Equal(read.Count, search.Reads);
        return (found, read.Count);
    }
}
