using FsCheck;
using FsCheck.Fluent;
using Refwatch.Fetching;
using Xunit;

namespace Refwatch.Tests.Fetching;

/// <summary>Whatever bytes come, reading them gives an answer.</summary>
public class HostileInputTests
{
    private static readonly Uri s_url = new("https://a.example/");

    [Theory]
    [InlineData("gzip", new byte[] { 0x1F, 0x8B, 8, 0 })]
    [InlineData("br", new byte[] { })]
    [InlineData("deflate", new byte[] { 0x78, 0x9C })]
    [InlineData("gzip, br, deflate", new byte[] { })]
    public void AnyBodyIsUndone(string coding, byte[] start) =>
        Prop.ForAll<byte[]>(bytes => ContentCoding.Undo([.. start, .. bytes], coding) is not null).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(null)]
    [InlineData("text/html; charset=shift_jis")]
    [InlineData("text/plain; charset=gb18030")]
    [InlineData("application/xhtml+xml")]
    [InlineData(";;;")]
    public void AnyBytesAreADocument(string? contentType) =>
        Prop.ForAll<byte[]>(bytes => WebDocument.FromBytes(s_url, bytes, contentType).MediaType.Contains('/')).QuickCheckThrowOnFailure();

    [Fact]
    public void AnyTextIsARobotsFile() =>
        Prop.ForAll<string, string>((text, path) => RobotsRules.Parse($"User-agent: *\nDisallow: {text}").RuleFor(path ?? "", "Refwatch") is null or { Allows: false })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void RuleMatchesWhatItsPatternAsARegularExpressionMatches()
    {
        var pattern = Gen.Elements("a", "b", "*", "/").ArrayOf().Select(string.Concat);
        var path = Gen.Elements("a", "b", "/").ArrayOf().Select(string.Concat);
        var cases = from rule in pattern from anchor in Gen.Elements("", "$") from subject in path select (Rule: "/" + rule + anchor, Path: "/" + subject);

        Prop.ForAll(cases.ToArbitrary(), sample =>
        {
            var expression = "^" + sample.Rule.Replace("*", ".*", StringComparison.Ordinal);
            return new RobotsRule(Allows: false, sample.Rule).Matches(sample.Path) == System.Text.RegularExpressions.Regex.IsMatch(sample.Path, expression);
        }).QuickCheckThrowOnFailure();
    }
}
