using Refwatch.Web.Reports;
using Xunit;

namespace Refwatch.EndToEnd.Reports;

public sealed class DisplayTextTests
{
    [Theory]
    [InlineData("  two\r\n lines\u2028 and\u00A0more ", "two lines and more")]
    [InlineData("\u001b[31mred\u001b]8;;https://evil.example\u0007link", "\uFFFD[31mred\uFFFD]8;;https://evil.example\uFFFDlink")]
    [InlineData("\u009b31mC1", "\uFFFD31mC1")]
    [InlineData("annual\u202Efdp.exe\u2066", "annualfdp.exe")]
    [InlineData("soft\u00ADhyphen\u200Bzero\uFEFF", "softhyphenzero")]
    [InlineData("नमस्ते क्\u200Dष", "नमस्ते क्\u200Dष")]
    [InlineData("[red]markup[/] stays", "[red]markup[/] stays")]
    [InlineData("z\u0300\u0301\u0302\u0303\u0304\u0305\u0306algo", "z\u0300\u0301\u0302\u0303algo")]
    [InlineData(null, "")]
    public void Keeps_the_words_and_nothing_that_steers(string? text, string expected) => Assert.Equal(expected, DisplayText.Clean(text));

    [Fact]
    public void Half_a_character_is_shown_as_broken() => Assert.Equal("lone \uFFFD surrogate", DisplayText.Clean("lone \uD83D surrogate"));

    [Fact]
    public void Cuts_what_is_too_long_between_characters()
    {
        Assert.Equal("abcd…", DisplayText.Clean("abcdefgh", 5));
        Assert.Equal("abcde", DisplayText.Clean("abcde", 5));
        Assert.Equal("abc…", DisplayText.Clean("abc😀😀", 5));
    }

    [Theory]
    [InlineData("https://www.example.org/", "example.org")]
    [InlineData("http://example.org:8080/a/?b=1", "example.org:8080/a/?b=1")]
    [InlineData("https://ru.example.org/wiki/%D0%9C%D0%B8%D1%80#x", "ru.example.org/wiki/Мир")]
    [InlineData("https://example.org/%E2%80%AEfdp", "example.org/fdp")]
    public void Addresses_read_as_people_write_them(string url, string expected) => Assert.Equal(expected, DisplayText.Address(new Uri(url)));

    [Theory]
    [InlineData("20260310081559", "2026-03-10 08:15")]
    [InlineData("", "–")]
    [InlineData("not a time", "–")]
    public void Times_are_told_to_the_minute(string timestamp, string expected) => Assert.Equal(expected, DisplayText.Time(timestamp));
}
