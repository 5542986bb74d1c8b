using System.Net;
using System.Text.Json;
using Refwatch.Archiving;
using Xunit;

namespace Refwatch.EndToEnd.Site;

/// <summary>The CDX server's answers as its clients read them; which captures it finds is tested in CdxSearchTests.</summary>
public sealed class CdxServerTests : IAsyncLifetime
{
    private ArchiveSite _site = null!;

    public async Task InitializeAsync()
    {
        _site = await ArchiveSite.StartAsync();
        await _site.StoreAsync("http://example.org/a", "20260101120000", "<p>one");
        await _site.StoreAsync("http://example.org/a", "20260201120000", "<p>one");
    }

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [Theory]
    [InlineData("/cdx")]
    [InlineData("/cdx/search/cdx")]
    public async Task Text_has_the_seven_fields_and_the_resume_key_apart(string path)
    {
        var lines = (await _site.Http.GetStringAsync($"{path}?url=example.org/a&limit=1&showResumeKey=true")).Split('\n');
        Assert.Matches("^org,example\\)/a 20260101120000 http://example.org/a text/html 200 sha256:[0-9a-f]{64} [0-9]+$", lines[0]);
        Assert.Equal("", lines[1]);
        var rest = await _site.Http.GetStringAsync($"{path}?url=example.org/a&showResumeKey=true&resumeKey={Uri.EscapeDataString(lines[2])}");
        Assert.Matches("^org,example\\)/a 20260201120000 http://example.org/a warc/revisit 200 sha256:[0-9a-f]{64} [0-9]+\n$", rest);
    }

    [Fact]
    public async Task Json_is_an_array_of_arrays_with_the_fields_first()
    {
        using var answer = JsonDocument.Parse(await _site.Http.GetStringAsync("/cdx?url=example.org/a&output=json&fl=timestamp,statuscode&limit=1&showResumeKey=true"));
        Assert.StartsWith("""[["timestamp","statuscode"],["20260101120000","200"],[],[""", JsonSerializer.Serialize(answer.RootElement), StringComparison.Ordinal);
        Assert.Equal("[]\n", await _site.Http.GetStringAsync("/cdx?url=example.org/none&output=json"));
    }

    [Fact]
    public async Task Cdxj_is_the_index_itself()
    {
        var lines = (await _site.Http.GetStringAsync("/cdx?url=example.org/a&output=cdxj")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(await _site.Pipeline.Archive.ListAsync("http://example.org/a", default).ToListAsync(), lines.Select(CdxjLine.Parse));
    }

    [Fact]
    public async Task A_revisit_is_resolved_to_the_record_that_holds_the_payload()
    {
        var lines = (await _site.Http.GetStringAsync("/cdx?url=example.org/a&resolveRevisits=true&fl=mimetype,length,offset,filename")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var (original, revisit) = (lines[0].Split(' '), lines[1].Split(' '));
        Assert.Equal(["-", "-", "-"], original[4..]);
        Assert.Equal(original[1..4], revisit[4..]);
    }

    [Fact]
    public async Task Nonsense_is_a_bad_request_with_the_reason()
    {
        var answer = await _site.GetAsync("/cdx?url=example.org&limit=all");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("limit", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
