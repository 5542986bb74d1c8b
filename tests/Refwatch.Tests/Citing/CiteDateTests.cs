using Refwatch.Citing;
using Xunit;

namespace Refwatch.Tests.Citing;

public sealed class CiteDateTests
{
    [Theory]
    [InlineData("Retrieved 2024-07-22", "2024-07-22")]
    [InlineData("22 July 2024", "2024-07-22")]
    [InlineData("on November 9, 2011", "2011-11-09")]
    [InlineData("Sept. 3, 2008", "2008-09-03")]
    [InlineData("21st May 2010", "2010-05-21")]
    [InlineData("December 2015", "2015-12")]
    [InlineData("12 февраля 2022 года", "2022-02-12")]
    [InlineData("3 мая 2020", "2020-05-03")]
    [InlineData("в марте 2019", "2019-03")]
    [InlineData("02.05.2020", "2020-05-02")]
    [InlineData("12 ақпан 2022", "2022-02-12")]
    [InlineData("2022 жылғы 12 ақпанда", "2022-02-12")]
    [InlineData("2022 ж. 5 желтоқсан", "2022-12-05")]
    [InlineData("7 шілде 2019 ж.", "2019-07-07")]
    [InlineData("31 February 2020", null)]
    [InlineData("2020-13-01", null)]
    [InlineData("1984", null)]
    [InlineData("maybe 2010", null)]
    [InlineData("", null)]
    public void First_date_of_a_text(string text, string? expected) => Assert.Equal(expected, CiteDate.FirstIn(text));
}
