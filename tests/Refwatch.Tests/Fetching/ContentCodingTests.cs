using System.IO.Compression;
using System.Text;
using Refwatch.Fetching;
using Xunit;

namespace Refwatch.Tests.Fetching;

public class ContentCodingTests
{
    private static readonly byte[] s_plain = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 2_000).Select(i => $"line {i}\n")));

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("x-gzip", "gzip")]
    [InlineData("GZIP", "gzip")]
    [InlineData("br", "br")]
    [InlineData("deflate", "zlib")]
    [InlineData("deflate", "deflate")]
    [InlineData("identity", "")]
    [InlineData("gzip, br", "gzip br")]
    [InlineData("deflate, gzip, identity", "zlib gzip")]
    [InlineData(null, "")]
    public void CodingIsUndone(string? header, string applied)
    {
        Assert.Equal(s_plain, ContentCoding.Undo(Apply(s_plain, applied), header));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public void HalfABodyGivesWhatCanBeRead(string coding)
    {
        var noise = new byte[200_000];
        new Random(1).NextBytes(noise);
        var body = Apply(noise, coding == "deflate" ? "zlib" : coding);

        var read = ContentCoding.Undo(body[..(body.Length / 2)], coding);

        Assert.InRange(read.Length, 50_000, 150_000);
        Assert.Equal(noise[..read.Length], read);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("zstd")]
    [InlineData("gzip, gzip, gzip, gzip, gzip, gzip")]
    public void BodyThatIsNotCodedAsClaimedIsKept(string header)
    {
        Assert.Equal(s_plain, ContentCoding.Undo(s_plain, header));
    }

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("br", "br")]
    [InlineData("gzip, gzip", "gzip gzip")]
    public void BombIsCutAtTheBound(string header, string applied)
    {
        var bomb = Apply(new byte[8 * 1024 * 1024], applied);
        Assert.True(bomb.Length < 100_000);

        Assert.Equal(100_000, ContentCoding.Undo(bomb, header, maxBytes: 100_000).Length);
    }

    private static byte[] Apply(byte[] bytes, string codings)
    {
        foreach (var coding in codings.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            using var coded = new MemoryStream();
            using (Stream coder = coding switch
            {
                "gzip" => new GZipStream(coded, CompressionLevel.Fastest),
                "br" => new BrotliStream(coded, CompressionLevel.Fastest),
                "zlib" => new ZLibStream(coded, CompressionLevel.Fastest),
                _ => new DeflateStream(coded, CompressionLevel.Fastest),
            })
            {
                coder.Write(bytes);
            }

            bytes = coded.ToArray();
        }

        return bytes;
    }
}
