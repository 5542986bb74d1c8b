using Refwatch.Archiving;
using Refwatch.Tests.Storage;
using Xunit;

namespace Refwatch.Tests.Archiving;

/// <summary>The CDX server API: parameters as the Wayback Machine's and pywb's documentation state them.</summary>
public sealed class CdxSearchTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly MemoryStore _store = new();

    public async Task InitializeAsync() => await new CdxjIndex(_store).AddAsync(
        [
            Line("20250105000000", "a1", "200", "http://example.org/a"),
            Line("20250206000000", "a2", "200", "https://www.example.org/a"),
            Line("20250206120000", "a3", "404", "http://example.org/a"),
            Line("20260307000000", "a4", "200", "http://example.org/a"),
            Line("20260101000000", "ab", "200", "http://example.org/a/b"),
            Line("20260101000000", "abc", "200", "http://example.org/ab"),
            Line("20260101000000", "n", "200", "http://news.example.org/"),
            Line("20260101000000", "p", "200", "http://example.org:8080/"),
            Line("20260101000000", "other", "200", "http://example.org.evil.example/"),
            Line("20260101000000", "gap", null, "http://example.org/a") with { Mime = CdxjLine.Metadata },
        ],
        None);

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("url=example.org/a", "a1 a2 a3 a4")]
    [InlineData("url=http://EXAMPLE.org/A", "a1 a2 a3 a4")]
    [InlineData("url=example.org/a&from=2025&to=2025", "a1 a2 a3")]
    [InlineData("url=example.org/a&from=20250206&to=20250206", "a2 a3")]
    [InlineData("url=example.org/a&limit=2", "a1 a2")]
    [InlineData("url=example.org/a&limit=-2", "a3 a4")]
    [InlineData("url=example.org/a&limit=-2&filter=statuscode:200", "a2 a4")]
    [InlineData("url=example.org/a&limit=2&offset=1", "a2 a3")]
    [InlineData("url=example.org/a&limit=-1&offset=1", "a4")]
    [InlineData("url=example.org/a&sort=reverse", "a4 a3 a2 a1")]
    [InlineData("url=example.org/a&sort=reverse&limit=1&to=2025", "a3")]
    [InlineData("url=example.org/a&closest=20250206110000", "a3 a2 a1 a4")]
    [InlineData("url=example.org/a&sort=closest&closest=2030&limit=1", "a4")]
    [InlineData("url=example.org/a&closest=2020&from=202502", "a2 a3 a4")]
    [InlineData("url=example.org/a&closest=2030&to=202502", "a3 a2 a1")]
    [InlineData("url=example.org/a&filter=!statuscode:200", "a3")]
    [InlineData("url=example.org/a&filter=statuscode:[45]..", "a3")]
    [InlineData("url=example.org/a&filter=statuscode:4", "")] // the whole field, as the Wayback Machine
    [InlineData("url=example.org/a&filter=~status:4", "a3")] // its beginning, as pywb
    [InlineData("url=example.org/a&filter==status:404", "a3")]
    [InlineData("url=example.org/a&filter=!=status:404&filter=original:https.*", "a2")]
    [InlineData("url=example.org/a&collapse=timestamp:4", "a1 a4")]
    [InlineData("url=example.org/a&collapse=timestamp:8", "a1 a2 a4")]
    [InlineData("url=example.org/a&collapse=statuscode", "a1 a3 a4")]
    [InlineData("url=example.org/a*", "a1 a2 a3 a4 ab abc")]
    [InlineData("url=example.org/a/&matchType=prefix", "ab")]
    [InlineData("url=example.org&matchType=host", "a1 a2 a3 a4 ab abc")]
    [InlineData("url=*.example.org", "a1 a2 a3 a4 ab abc n p")]
    [InlineData("url=example.org&matchType=domain&collapse=urlkey", "a1 ab abc n p")]
    [InlineData("url=example.org/missing", "")]
    public async Task It_answers(string query, string digests)
    {
        var found = await Archive.Search(Parse(query)).RunAsync(None).Select(static result => result.Line).ToListAsync();
        if (query.Contains('*') || query.Contains("matchType"))
        {
            Assert.Equal(digests, string.Join(' ', found.Select(static line => line.Digest).Order(StringComparer.Ordinal))); // URLs come in an order of their own
            Assert.Equal(found, found.GroupBy(static line => line.UrlKey).SelectMany(static page => page.OrderBy(static line => line.Timestamp)));
        }
        else
        {
            Assert.Equal(digests, string.Join(' ', found.Select(static line => line.Digest)));
        }
    }

    [Theory]
    [InlineData("", "url")]
    [InlineData("url=*", "url")]
    [InlineData("url=example.org&matchType=range", "matchType")]
    [InlineData("url=example.org&limit=0", "limit")]
    [InlineData("url=example.org&limit=many", "limit")]
    [InlineData("url=example.org&limit=-1000000", "limit")]
    [InlineData("url=example.org&offset=-1", "offset")]
    [InlineData("url=example.org&from=yesterday", "from")]
    [InlineData("url=example.org&to=202601010000000", "to")]
    [InlineData("url=example.org&sort=closest", "closest")]
    [InlineData("url=example.org&closest=20261399", "closest")]
    [InlineData("url=*.example.org&sort=reverse", "sort")]
    [InlineData("url=example.org&fl=urlkey,colour", "fl")]
    [InlineData("url=example.org&collapse=timestamp:0", "collapse")]
    [InlineData("url=example.org&filter=colour:red", "filter")]
    [InlineData("url=example.org&filter=original:(", "filter")]
    [InlineData("url=example.org&filter=original:(?!a).*", "not supported")]
    [InlineData(@"url=example.org&filter=original:(a)\1", "not supported")]
    [InlineData("url=example.org&resumeKey=nowhere", "resumeKey")]
    public void What_makes_no_sense_is_refused_with_the_reason(string query, string reason)
    {
        Assert.Null(CdxQuery.TryParse(Parameters(query), out var error));
        Assert.Contains(reason, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(.*)*x")]
    [InlineData("(.+)+x")]
    [InlineData("((.{0,30}){0,30}){0,30}x")]
    [InlineData("(a|a?)+x")]
    public async Task A_hostile_expression_is_refused_or_ends_soon(string pattern)
    {
        if (CdxQuery.TryParse(Parameters($"url=example.org/*&filter=original:{pattern}"), out var error) is { } query)
        {
            await Archive.Search(query).RunAsync(new CancellationTokenSource(TimeSpan.FromSeconds(20)).Token).CountAsync();
        }
        else
        {
            Assert.NotNull(error);
        }
    }

    [Theory]
    [InlineData("url=example.org/a")]
    [InlineData("url=*.example.org")]
    [InlineData("url=*.example.org&collapse=timestamp:4")]
    [InlineData("url=*.example.org&filter=statuscode:200&from=2025")]
    public async Task A_resume_key_goes_on_where_the_limit_cut(string query)
    {
        var all = await Archive.Search(Parse(query)).RunAsync(None).Select(static result => result.Line.Digest).ToListAsync();
        var parts = new List<string>();
        string? key = null;
        do
        {
            var search = Archive.Search(Parse($"{query}&limit=1{(key is null ? "" : $"&resumeKey={Uri.EscapeDataString(key)}")}"));
            parts.AddRange(await search.RunAsync(None).Select(static result => result.Line.Digest).ToListAsync());
            key = search.ResumeKey;
        }
        while (key is not null && parts.Count < 20);

        Assert.Equal(all, parts);
    }

    [Theory]
    [InlineData("url=example.org/p*", "org,example)/p")]
    [InlineData("url=example.org&matchType=host", "org,example)")]
    [InlineData("url=*.example.org", "org,example) org,example, org,example:")]
    public async Task Captures_come_in_the_order_of_their_keys_and_a_resume_key_goes_on_in_it(string query, string keys)
    {
        // Hosts below others, ports, hyphens, keys that begin alike, some longer than a folder's name.
        var store = new MemoryStore();
        var random = new Random(7);
        string[] hosts = ["example.org", "a.example.org", "a.b.example.org", "a-b.example.org", "example.org:8080", "a.example.org:81", "example.org.evil.example", "example-org.example"];
        string[] parts = ["p", "page", "page-1", "page.html", "?a=1", "?a=1&b", "/", "/x", "%20", "~", "_", "0", new string('l', 120)];
        var lines = Enumerable.Range(0, 400)
            .Select(_ => $"http://{hosts[random.Next(hosts.Length)]}/p{string.Concat(Enumerable.Range(0, random.Next(5)).Select(_ => parts[random.Next(parts.Length)]))}")
            .Distinct().SelectMany(static url => (string[])[$"{url} 20250101000000", $"{url} 20260101000000"])
            .Select(static (text, i) => text.Split(' ') is [var url, var time] ? Line(time, $"{i}", "200", url) : null!)
            .ToList();
        await new CdxjIndex(store).AddAsync(lines.OrderBy(_ => random.Next()), None);

        var all = await new Archive(store, store).Search(Parse(query)).RunAsync(None).Select(static result => result.Line).ToListAsync();
        var expected = lines.Where(line => keys.Split(' ').Any(key => line.UrlKey.StartsWith(key, StringComparison.Ordinal))).ToHashSet();
        Assert.True(expected.Count > 20, $"{expected.Count}");
        Assert.Equal(expected.OrderBy(static line => line, CdxjLine.Order), all);

        var resumed = new List<CdxjLine>();
        for (var key = (string?)""; key is not null;)
        {
            var search = new Archive(store, store).Search(Parse($"{query}&limit=7&showResumeKey=true{(key.Length > 0 ? $"&resumeKey={Uri.EscapeDataString(key)}" : "")}"));
            resumed.AddRange(await search.RunAsync(None).Select(static result => result.Line).ToListAsync());
            key = search.ResumeKey;
        }

        Assert.Equal(all, resumed);
    }

    [Fact]
    public async Task Fields_stand_in_the_classic_order_and_gaps_in_them_are_dashes()
    {
        var result = await Archive.Search(Parse("url=news.example.org")).RunAsync(None).SingleAsync();
        Assert.Equal("org,example,news)/ 20260101000000 http://news.example.org/ text/html 200 n 1", string.Join(' ', CdxField.Classic.Select(field => field.Of(result))));
        var fields = Parse("url=news.example.org&fl=timestamp,filename&resolveRevisits=true").Fields;
        Assert.Equal("20260101000000 n - - -", string.Join(' ', fields.Select(field => field.Of(result))));
    }

    private Archive Archive => new(_store, _store);

    private static CdxQuery Parse(string query) => CdxQuery.TryParse(Parameters(query), out var error) ?? throw new InvalidOperationException(error);

    private static ILookup<string, string> Parameters(string query) => query.Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(static pair => pair.Split('=', 2)).ToLookup(static pair => pair[0], static pair => Uri.UnescapeDataString(pair[1]), StringComparer.Ordinal);

    private static CdxjLine Line(string timestamp, string digest, string? status, string url) => new()
    {
        UrlKey = Surt.KeyOf(url), Timestamp = timestamp, Url = url, Mime = "text/html", Status = status, Digest = digest, Length = "1", Offset = "0", Filename = digest,
    };
}
