using System.Net;
using Refwatch.Mementos;
using Xunit;

namespace Refwatch.Tests.Mementos;

/// <summary>A TimeGate that leads to mementos on other hosts (RFC 7089, section 4.1.1): they are fetched in those hosts' own visits.</summary>
public sealed class AggregatorTests : IDisposable
{
    private const string Gate = "http://aggregator.example/timegate/";
    private const string Stamp = "20190501080000";

    private readonly ArchiveHouse _house = new(Gate);
    private readonly WaybackEmulation _archive = new("http://other-archive.example");
    private readonly List<string> _asked = [];
    private string _leadsTo = $"http://other-archive.example/web/{Stamp}/{ArchiveHouse.Page}";

    public AggregatorTests()
    {
        _archive.Hold(ArchiveHouse.Page, Stamp, ArchiveHouse.PageHtml("10 March 2019"));
        _house.Serve("other-archive.example", _archive);
        _house.Web.Serve("aggregator.example", request =>
        {
            if (request.RequestUri!.AbsolutePath == "/robots.txt")
            {
                return new HttpResponseMessage(HttpStatusCode.NotFound);
            }

            _asked.Add(request.RequestUri.AbsoluteUri);
            var answer = new HttpResponseMessage(HttpStatusCode.Found);
            answer.Headers.TryAddWithoutValidation("Location", _leadsTo);
            answer.Headers.TryAddWithoutValidation("Vary", "accept-datetime");
            answer.Headers.TryAddWithoutValidation("Link", $"<{ArchiveHouse.Page}>; rel=\"original\"");
            return answer;
        });
    }

    public void Dispose() => _house.Dispose();

    [Fact]
    public async Task What_the_editor_read_is_fetched_where_it_lies()
    {
        var read = Assert.Single((await _house.CheckPageAsync()).SinceRead);
        Assert.Equal(("other-archive.example", null), (read.Memento?.Service, read.Refusal));
        Assert.Single(_asked);
        Assert.Single(_archive.Requests, static request => request.StartsWith("GET /web/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_dead_page_gets_a_verified_copy()
    {
        _house.Web.Put(ArchiveHouse.Page, "<title>Not found</title><p>404</p>", HttpStatusCode.NotFound);
        var copy = Assert.Single((await _house.CheckPageAsync()).Candidates);
        Assert.Equal((_leadsTo, null), (copy.Memento.AbsoluteUri, copy.Refusal));
    }

    [Theory]
    [InlineData("https://archive.ph/20190501080000/http://courier.example/news/brandt-detained", "gives none as it was received")]
    [InlineData("https://perma.example/ABCD-1234", "gives none as it was received")]
    [InlineData("http://10.0.0.7/web/20190501080000/http://courier.example/news/brandt-detained", "its memento lies at 10.0.0.7")]
    public async Task One_that_cannot_be_read_is_told_and_not_asked_for_ever(string memento, string said)
    {
        _leadsTo = memento;
        await _house.CheckPageAsync();
        var asked = (await _house.RowAsync()).Mementos!.Asked;
        Assert.Contains(asked, asked => asked.IsAnswered && asked.Why!.Contains(said, StringComparison.Ordinal));
        Assert.DoesNotContain(_house.Web.Requests, static request => request.Contains("10.0.0.7", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_gate_that_moved_to_another_host_is_trouble()
    {
        _leadsTo = "http://elsewhere.example/timegate/";
        _house.Web.Serve("aggregator.example", request => new HttpResponseMessage(HttpStatusCode.Found) { Headers = { Location = new Uri(_leadsTo) } });
        await _house.CheckPageAsync();
        Assert.All((await _house.RowAsync()).Mementos!.Asked, static asked => Assert.False(asked.IsAnswered));
    }
}
