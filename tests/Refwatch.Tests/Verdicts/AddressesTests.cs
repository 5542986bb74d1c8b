using Refwatch.Verdicts;
using Xunit;

namespace Refwatch.Tests.Verdicts;

public sealed class AddressesTests
{
    [Theory]
    [InlineData("https://dan.com/buy?name=ferry", "dan.com", true)]
    [InlineData("//www.dan.com/buy", "dan.com", true)]
    [InlineData("https://dan.com:8443", "dan.com", true)]
    [InlineData("/wiki/dan.com", "dan.com", false)]
    [InlineData("https://dan.community/", "dan.com", false)]
    [InlineData("https://jordan.com/", "dan.com", false)]
    [InlineData("https://letters.example/?to=https://dan.com/", "dan.com", false)]
    [InlineData("https://www.google.com/adsense/domains/caf.js?abp=1", "google.com/adsense/domains/caf.js", true)]
    [InlineData("https://www.google.com/search", "google.com/adsense/domains/caf.js", false)]
    [InlineData("https://[dan.com", "dan.com", false)]
    public void An_address_is_at_a_host_or_below_it(string address, string place, bool isAt) => Assert.Equal(isAt, Addresses.IsAt(address, place));
}
