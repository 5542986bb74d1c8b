using Refwatch.Mementos;
using Xunit;

namespace Refwatch.Tests.Mementos;

public sealed class MementoUrlTests
{
    [Theory]
    [InlineData("https://web.archive.org/web/20190503112233/http://example.org/a?id=1&b=http://x.example/", "20190503112233", "http://example.org/a?id=1&b=http://x.example/")]
    [InlineData("https://web.archive.org/web/20190503id_/https:/example.org/", "20190503000000", "https://example.org/")]
    [InlineData("https://arquivo.pt/wayback/20220818202323mp_/https://www.wamae.example/", "20220818202323", "https://www.wamae.example/")]
    [InlineData("https://web.archive.org/web/2019/http://пример.example/новости", "20190101000000", "http://xn--e1afmkfd.example/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8")]
    public void Addresses_of_mementos_are_read(string url, string timestamp, string original)
    {
        var memento = MementoUrl.Read(new Uri(url));
        Assert.Equal((timestamp, original), (memento?.Timestamp, memento?.Original.AbsoluteUri));
        Assert.Equal(memento, MementoUrl.Read(memento!.Raw));
        Assert.Equal(memento, MementoUrl.Read(memento.Shown));
    }

    [Theory]
    [InlineData("https://web.archive.org/web/http://example.org/")]
    [InlineData("https://example.org/2019/05/a-story")]
    [InlineData("https://web.archive.org/web/20191350000000/http://example.org/")]
    [InlineData("https://web.archive.org/web/20190503112233/ftp://example.org/")]
    public void Other_addresses_are_none(string url) => Assert.Null(MementoUrl.Read(new Uri(url)));
}
