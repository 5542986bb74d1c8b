using FsCheck;
using FsCheck.Fluent;
using Refwatch.Mementos;
using Xunit;

namespace Refwatch.Tests.Mementos;

public sealed class LinkHeaderTests
{
    private static readonly Uri Context = new("http://archive.example/web/");

    [Fact]
    public void A_datetime_holds_a_comma_and_ends_no_link()
    {
        var links = LinkHeader.Read(
            """<http://a.example/>; rel="original", </web/2/x>; rel="prev memento"; datetime="Fri, 03 May 2019 11:00:00 GMT", <b>;rel=next""", Context);
        Assert.Equal(["http://a.example/", "http://archive.example/web/2/x", "http://archive.example/web/b"], links.Select(static link => link.Target.AbsoluteUri));
        Assert.True(links[1].Is("prev") && links[1].Is("Memento"));
        Assert.Equal(new DateTimeOffset(2019, 5, 3, 11, 0, 0, TimeSpan.Zero), links[1].Time);
        Assert.True(links[2].Is("next"));
    }

    [Fact]
    public void Whatever_it_holds_it_is_read_within_bounds() =>
        Prop.ForAll(
            Gen.ArrayOf(Gen.Elements("<", ">", "\"", ",", ";", "rel=", "memento", "http://x.example/", "datetime=\"", " ", "\\")).ToArbitrary(),
            static pieces => LinkHeader.Read(string.Concat(Enumerable.Repeat(string.Concat(pieces), 50)), Context).Count <= 64).QuickCheckThrowOnFailure();
}
