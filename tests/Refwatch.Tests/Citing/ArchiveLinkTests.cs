using Refwatch.Citing;
using Xunit;

namespace Refwatch.Tests.Citing;

public sealed class ArchiveLinkTests
{
    [Theory]
    [InlineData("https://web.archive.org/web/20111109001825/http://a.example/b?c=d#e", "http://a.example/b?c=d#e", "2011-11-09")]
    [InlineData("http://web.archive.org/web/20111109001825id_/https://a.example/", "https://a.example/", "2011-11-09")]
    [InlineData("https://web.archive.org/web/20111109001825/http:/a.example/b", "http://a.example/b", "2011-11-09")]
    [InlineData("https://web.archive.org/web/2011/a.example/b", "http://a.example/b", null)]
    [InlineData("https://www.archive.org/web/20040102/http://a.example/", "http://a.example/", "2004-01-02")]
    [InlineData("https://archive.today/2012.09.14-151823/https://a.example/x", "https://a.example/x", "2012-09-14")]
    [InlineData("https://archive.is/20120914151823/www.a.example/x", "http://www.a.example/x", "2012-09-14")]
    [InlineData("https://archive.ph/HemN", null, null)]
    [InlineData("http://www.webcitation.org/6F8xVcTks", null, null)]
    [InlineData("http://www.webcitation.org/query?url=http%3A%2F%2Fa.example%2Fb&date=2013-03-15", "http://a.example/b", null)]
    [InlineData("https://ghostarchive.org/archive/Abc12", null, null)]
    [InlineData("https://webarchive.nationalarchives.gov.uk/ukgwa/20100405140447/http://a.example/", "http://a.example/", "2010-04-05")]
    [InlineData("https://archive.example/web/20111109001825/http://a.example/", "http://a.example/", "2011-11-09")]
    [InlineData("https://wayback.archive-it.org/4887/20130420084626/http://a.example/b?c=1", "http://a.example/b?c=1", "2013-04-20")]
    [InlineData("http://web.archive.bibalex.org:80/web/20011007083709/http://www.a.example:80/", "http://www.a.example/", "2001-10-07")]
    [InlineData("https://archive.example:8080/my-coll/20111109001825mp_/https:/a.example/x", "https://a.example/x", "2011-11-09")]
    public void Copy_tells_its_original(string copy, string? original, string? date)
    {
        var link = ArchiveLink.Read(new Uri(copy));

        Assert.NotNull(link);
        Assert.Equal(original, link.Value.Original?.AbsoluteUri);
        Assert.Equal(date, link.Value.Date);
    }

    [Theory]
    [InlineData("https://archive.org/details/lakepeople")]
    [InlineData("https://a.example/go/20111109/http://b.example/")]
    [InlineData("https://a.example/20111109001825/b.example/")]
    [InlineData("https://a.example/?to=/20111109001825/http://b.example/")]
    [InlineData("https://a.example/?url=http://b.example/")]
    public void Other_addresses_are_no_copies(string url) => Assert.Null(ArchiveLink.Read(new Uri(url)));
}
