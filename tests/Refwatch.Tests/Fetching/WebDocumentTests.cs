using System.IO.Compression;
using System.Text;
using Refwatch.Fetching;
using Xunit;

namespace Refwatch.Tests.Fetching;

public class WebDocumentTests
{
    private static readonly Uri s_url = new("https://a.example/");
    private static readonly string s_fixtures = Path.Combine(DevelopmentData.Repository, "tests", "Refwatch.Tests", "Fetching", "fixtures", "charset");

    /// <summary>Words of the fixtures, one of which every text holds.</summary>
    private static readonly string[] s_words = ["адвокат", "Адвокат", "пояснив", "précisant", "Адвокаттың", "水曜日", "星期三"];

    public static TheoryData<string> Fixtures =>
        [.. Directory.GetFiles(s_fixtures, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(s_fixtures, file)).Order(StringComparer.Ordinal)];

    /// <summary>The folder's name is the charset.</summary>
    [Theory]
    [MemberData(nameof(Fixtures))]
    public void TextIsReadInItsCharset(string file)
    {
        var document = WebDocument.FromBytes(s_url, File.ReadAllBytes(Path.Combine(s_fixtures, file)));

        Assert.Equal(Path.GetDirectoryName(file), document.Charset);
        Assert.Contains(s_words, word => document.Text!.Contains(word, StringComparison.Ordinal));
        Assert.DoesNotContain('\uFEFF', document.Text!);
        Assert.Equal(file.EndsWith(".html", StringComparison.Ordinal), document.Html is not null);
    }

    [Theory]
    [InlineData("text/html; charset=windows-1251", "windows-1251")]
    [InlineData("text/html; charset=\"CP1251\"", "windows-1251")]
    [InlineData("text/html; charset='koi8-r'", "koi8-r")]
    [InlineData("text/html; Charset = koi8-u ; x=y", "koi8-u")]
    [InlineData("text/html; charset=no-such", "utf-8")]
    [InlineData("text/html; charset=utf-7", "utf-8")]
    [InlineData("text/html", "utf-8")]
    public void HeaderDeclaresTheCharset(string contentType, string charset)
    {
        Assert.Equal(charset, WebDocument.FromBytes(s_url, "<p>Only ASCII"u8.ToArray(), contentType).Charset);
    }

    [Fact]
    public void HeaderOutranksTheMarkup()
    {
        var page = Encoding.Latin1.GetBytes("<meta charset=koi8-r><p>\u00C0\u00C1");

        Assert.Equal("windows-1251", WebDocument.FromBytes(s_url, page, "text/html; charset=windows-1251").Charset);
    }

    [Fact]
    public void FewBadBytesDoNotUnmakeUtf8()
    {
        byte[] page = [.. Encoding.UTF8.GetBytes("<meta charset=utf-8><p>Сообщил адвокат"), 0xFF, 0xC0];

        Assert.Equal("utf-8", WebDocument.FromBytes(s_url, page, "text/html").Charset);
    }

    [Fact]
    public void BytesThatAreNotTextHaveNone()
    {
        var document = WebDocument.FromBytes(s_url, "%PDF-1.7 ..."u8.ToArray(), "text/html; charset=utf-8");

        Assert.Equal("application/pdf", document.MediaType);
        Assert.Null(document.Text);
        Assert.Null(document.Charset);
        Assert.Null(document.Html);
    }

    [Fact]
    public void CodedAnswerIsOpened()
    {
        using var coded = new MemoryStream();
        using (var gzip = new GZipStream(coded, CompressionLevel.Fastest)) gzip.Write("<title>Қала</title>"u8);

        var document = WebDocument.Open(CaptureOf(coded.ToArray(), new HeaderField("content-encoding", "gzip"), new HeaderField("content-type", "text/html")));

        Assert.Equal("Қала", document!.Html!.Title);
        Assert.Equal(Digest.Sha256("<title>Қала</title>"u8), document.ContentDigest);
    }

    [Fact]
    public void FailedFetchHasNoDocument()
    {
        var capture = CaptureOf([]) with { Failure = new FetchFailure(FetchFailureKind.Timeout, "x") };

        Assert.Null(WebDocument.Open(capture));
    }

    private static Capture CaptureOf(byte[] body, params HeaderField[] headers) => new()
    {
        Url = s_url,
        Time = DateTimeOffset.UnixEpoch,
        Exchanges = [new Exchange { Url = s_url, Time = DateTimeOffset.UnixEpoch, RequestHeaders = [], Status = 200, ResponseHeaders = headers, Body = body }],
    };
}
