using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Refwatch.Archiving;
using Xunit;

namespace Refwatch.Tests.Archiving;

public sealed class SurtTests
{
    [Theory]
    [InlineData("http://www.Example.org/", "org,example)/")]
    [InlineData("https://example.org:443", "org,example)/")]
    [InlineData("http://www2.example.org:8080/Path/", "org,example:8080)/path")]
    [InlineData("http://user:secret@example.org/a/./b/../c?#part", "org,example)/a/c")]
    [InlineData("http://example.org/?b=2&a=1&a", "org,example)/?a&a=1&b=2")]
    [InlineData("http://example.org/page.aspx?x=1&sid=0123456789abcdef0123456789abcdef", "org,example)/page.aspx?&x=1")]
    [InlineData("http://example.org/%D0%91%D0%B8%D0%BB%D0%B0%D1%88", "org,example)/%d0%91%d0%b8%d0%bb%d0%b0%d1%88")]
    [InlineData("http://example.org/Билаш", "org,example)/%d0%91%d0%b8%d0%bb%d0%b0%d1%88")]
    [InlineData("http://пример.рф/", "xn--p1ai,xn--e1afmkfd)/")]
    [InlineData("http://192.0.2.1/x", "192.0.2.1)/x")]
    [InlineData("http://[2001:db8::1]:81/x", "[2001:db8::1]:81)/x")]
    [InlineData("example.org/no-scheme", "org,example)/no-scheme")]
    [InlineData("dns:example.org", "dns:example.org")]
    [InlineData("", "-")]
    public void A_key_is_the_reversed_host_and_the_canonical_rest(string url, string key) => Assert.Equal(key, Surt.KeyOf(url));

    [Fact]
    public void Case_is_folded_in_the_key_and_kept_in_the_exact_one()
    {
        Assert.Equal(Surt.KeyOf("https://example.org/v?id=AbC"), Surt.KeyOf("https://example.org/v?id=aBc"));
        Assert.NotEqual(Surt.ExactKeyOf("https://example.org/v?id=AbC"), Surt.ExactKeyOf("https://example.org/v?id=aBc"));
        Assert.Equal(Surt.ExactKeyOf("https://WWW.example.org/v/?id=AbC"), Surt.ExactKeyOf("http://example.org/v?id=AbC"));
    }

    [Fact]
    public void Any_text_has_a_key() => Prop.ForAll<string>(text =>
    {
        var key = Surt.KeyOf(text ?? "");
        return key.Length > 0 && Surt.HostOf(key) is not null;
    }).QuickCheckThrowOnFailure();

    [DataFact]
    public void Keys_are_those_of_the_internet_archives_own_library()
    {
        using var cases = JsonDocument.Parse(File.ReadAllText(Path.Combine(DevelopmentData.Folder!, "url", "surt.json")));
        var wrong = new List<string>();
        var count = 0;
        foreach (var (group, expectsKey) in ((string, bool)[])[("defaultIASurt", true), ("Canonicalizer.IA", false), ("Canonicalizer.DefaultIA", false), ("google", false), ("googleSupplementalFromSurt", false)])
        {
            foreach (var entry in cases.RootElement.GetProperty(group).EnumerateObject())
            {
                // Bytes in the place of letters: what a Latin-1 program makes of UTF-8.
                if (entry.Name.Any(static letter => letter is >= '\x80' and <= '\x9F'))
                {
                    continue;
                }

                count++;
                var expected = expectsKey ? entry.Value.GetString()! : Surt.KeyOf(entry.Value.GetString()!);
                if (Surt.KeyOf(entry.Name) != expected)
                {
                    wrong.Add($"{group}: {entry.Name}: {Surt.KeyOf(entry.Name)}, not {expected}");
                }
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} of {count}:\n{string.Join('\n', wrong)}");
    }
}
