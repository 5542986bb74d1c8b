using System.Net;
using System.Text;
using Refwatch.Archiving;
using Refwatch.Azure;
using Refwatch.EndToEnd.Storage;
using Refwatch.Fetching;
using Refwatch.Verdicts;
using Xunit;

namespace Refwatch.EndToEnd.Site;

/// <summary>`refwatch serve` behind a storage connection: what programs and browsers ask for, from Blob Storage.</summary>
public sealed class ServeOnAzureTests
{
    [AzuriteFact]
    public async Task Timegate_mementos_replay_cdx_and_pages_come_from_blob_storage()
    {
        var page = $"http://{Guid.NewGuid():N}.example/page"; // the account is shared
        var place = await ArchiveLocation.OpenAsync(Azurite.ConnectionString, null, TimeProvider.System, CancellationToken.None);
        var archive = new Archive(place.Captures, place.State);
        await StoreAsync(archive, page, "20260101120000", "<h1>Old</h1><script>evil()</script><a href=/next>next</a>");
        await StoreAsync(archive, page, "20260201120000", "<h1>New</h1>");
        await StoreAsync(archive, page, "20260301120000", "<h1>Old</h1><script>evil()</script><a href=/next>next</a>"); // a revisit
        await StoreAsync(archive, $"{page}/a", "20260101120000", "<h1>Below</h1>");

        using var serve = Executable.Start(proxy: null, ["serve", "--archive", Azurite.ConnectionString, "--port", "0"], []);
        try
        {
            var told = await serve.StandardOutput.ReadLineAsync() ?? await serve.StandardError.ReadToEndAsync();
            Assert.StartsWith("Listening on ", told, StringComparison.Ordinal);
            using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = new Uri(told["Listening on ".Length..]) };

            using var request = new HttpRequestMessage(HttpMethod.Get, $"/timegate/{page}");
            request.Headers.Add("Accept-Datetime", "Wed, 28 Jan 2026 00:00:00 GMT");
            using var gate = await http.SendAsync(request);
            Assert.Equal((HttpStatusCode.Found, $"/memento/20260201120000/{page}"), (gate.StatusCode, gate.Headers.Location!.AbsoluteUri[http.BaseAddress.AbsoluteUri.TrimEnd('/').Length..]));
            Assert.Contains("rel=\"first prev memento\"", gate.Headers.GetValues("Link").Single(), StringComparison.Ordinal);

            using var memento = await http.GetAsync($"/memento/20260301120000/{page}"); // its payload stands in another blob
            Assert.Equal("Sun, 01 Mar 2026 12:00:00 GMT", memento.Headers.GetValues("Memento-Datetime").Single());
            var shown = await memento.Content.ReadAsStringAsync();
            Assert.Contains($"<h1>Old</h1><a href=\"/memento/20260301120000/{page.Replace("/page", "/next", StringComparison.Ordinal)}\"", shown, StringComparison.Ordinal);
            Assert.DoesNotContain("script", shown, StringComparison.Ordinal);
            Assert.Contains("evil()", await http.GetStringAsync($"/memento/20260301120000id_/{page}"), StringComparison.Ordinal);

            using var browser = new HttpRequestMessage(HttpMethod.Get, $"/memento/20260101120000/{page}");
            browser.Headers.Add("Accept", "text/html");
            Assert.Contains("<iframe", await (await http.SendAsync(browser)).Content.ReadAsStringAsync(), StringComparison.Ordinal);

            Assert.Equal(3, (await http.GetStringAsync($"/cdx?url={page}")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
            var below = await http.GetStringAsync($"/cdx?url={page}&matchType=prefix&fl=timestamp,original&collapse=urlkey");
            Assert.Equal($"20260101120000 {page}\n20260101120000 {page}/a\n", below);
            Assert.Contains($"<{http.BaseAddress}memento/20260201120000/{page}>", await http.GetStringAsync($"/timemap/link/{page}"), StringComparison.Ordinal);
        }
        finally
        {
            serve.Kill(entireProcessTree: true);
            await serve.WaitForExitAsync();
        }
    }

    private static Task<StoredCapture> StoreAsync(Archive archive, string url, string timestamp, string html)
    {
        var answer = ArchiveSite.Answer(url, timestamp, Encoding.UTF8.GetBytes(html));
        return archive.StoreAsync(
            new Capture { Url = answer.Url, Time = answer.Time, Exchanges = [answer] },
            new CaptureNotes { Url = url, Verdict = new Verdict(VerdictKind.Live, ["HTTP 200 OK"]) },
            CancellationToken.None);
    }
}
