using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Refwatch.EndToEnd;

namespace Refwatch.Benchmarks.Storage;

/// <summary>
/// News pages of which a few change their text from one day to the next. Half of the pages are the same bytes otherwise and
/// answer a conditional request with 304; the other half carry a token and a clock, new in every answer, as most sites do.
/// </summary>
internal sealed class ChangingWeb(int pages, double changing)
{
    private static readonly string[] Words = [.. Enumerable.Range(0, 4000).Select(static i => Word(new Random(i)))];

    private readonly int[] _versions = new int[pages];
    private readonly Random _random = new(17);
    private readonly HashSet<(int Page, int Version)> _served = [];

    public IReadOnlyList<Uri> Urls { get; } = [.. Enumerable.Range(0, pages).Select(static page => new Uri($"http://news-{page / 10}.example/story/{page}"))];

    /// <summary>Bytes of every distinct text version that was served, compressed one by one: what a content-addressed store of texts holds.</summary>
    public long DistinctTexts => _served.Sum(static served => Compressed(Html(served.Page, served.Version, noise: "")));

    /// <summary>Text versions served.</summary>
    public int Versions => _served.Count;

    /// <summary>Some pages change.</summary>
    public void PassDay()
    {
        for (var page = 0; page < pages; page++)
        {
            _versions[page] += _random.NextDouble() < changing ? 1 : 0;
        }
    }

    public async Task AnswerAsync(HttpContext http)
    {
        var path = LoopbackProxy.UrlOf(http.Request).AbsolutePath;
        if (!path.StartsWith("/story/", StringComparison.Ordinal))
        {
            http.Response.StatusCode = 404;
            return;
        }

        var page = int.Parse(path["/story/".Length..], CultureInfo.InvariantCulture);
        var version = _versions[page];
        lock (_served)
        {
            _served.Add((page, version));
        }

        var isQuiet = page % 2 == 0;
        var tag = $"\"{page}-{version}\"";
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.Headers.ETag = isQuiet ? tag : default;
        if (isQuiet && http.Request.Headers.IfNoneMatch == tag)
        {
            http.Response.StatusCode = 304;
            return;
        }

        await http.Response.WriteAsync(Html(page, version, isQuiet ? "" : $"{Convert.ToHexString(RandomNumberGenerator.GetBytes(16))} {TimeProvider.System.GetUtcNow():O}"));
    }

    private static string Html(int page, int version, string noise)
    {
        var random = new Random(page);
        var html = new StringBuilder($"<!DOCTYPE html><html lang=\"en\"><head><title>Story {page} of the town</title><meta name=\"csrf\" content=\"{noise}\"></head><body>");
        html.Append("<nav>").AppendJoin("", Enumerable.Range(0, 60).Select(i => $"<a class=\"menu-item level-{i % 3}\" href=\"/section/{i}\">{Words[i]}</a> ")).Append("</nav>");
        html.Append($"<article><h1>Story {page} of the town</h1><p>The council met on {1 + (version % 28)} March 2019 and heard {version + 12} witnesses on the matter.</p>");
        for (var paragraph = 0; paragraph < 14; paragraph++)
        {
            html.Append("<p>").AppendJoin(' ', Enumerable.Range(0, 60).Select(_ => Words[random.Next(Words.Length)])).Append(".</p>");
        }

        return html.Append("</article><footer>").AppendJoin("", Enumerable.Range(0, 40).Select(i => $"<a href=\"/about/{i}\">{Words[i + 100]}</a> ")).Append("</footer></body></html>").ToString();
    }

    private static string Word(Random random) => string.Concat(Enumerable.Range(0, random.Next(3, 10)).Select(_ => (char)('a' + random.Next(26))));

    private static long Compressed(string html)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(html));
        }

        return bytes.Length;
    }
}
