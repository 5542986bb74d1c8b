using Azure.Storage.Blobs;
using Refwatch.Archiving;
using Refwatch.Archiving.Custody;
using Refwatch.Archiving.Fixity;
using Refwatch.Azure;
using Refwatch.EndToEnd.Storage;
using Refwatch.Fetching;
using Refwatch.Storage;
using Refwatch.Verdicts;
using Xunit;

namespace Refwatch.EndToEnd.Archiving;

/// <summary>Fixity over Blob Storage: the same as over a folder.</summary>
public sealed class AzureFixityTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [AzuriteFact]
    public async Task An_archive_in_blob_storage_is_sealed_verified_damaged_mended_and_accounted_for()
    {
        var (captures, state) = (await OpenAsync("captures"), await OpenAsync("state"));
        var archive = new Archive(captures, state);
        var stored = new List<StoredCapture>();
        for (var day = 0; day < 20; day++)
        {
            stored.Add(await StoreAsync(archive, $"https://example.org/{day % 3}", $"words {day}", day));
        }

        await new ManifestWriter(captures, [], TimeProvider.System).WriteAsync(None);
        Assert.Empty(await VerifyAsync(captures, state));

        var before = await IndexAsync(state);
        foreach (var name in await state.ListAsync("", null, None).ToListAsync())
        {
            await state.DeleteAsync(name, null, None);
        }

        Assert.Contains(FixityKind.NotIndexed, await VerifyAsync(captures, state));
        await new Reindex(captures, state).RunAsync(static _ => { }, None);
        Assert.Equal(before, await IndexAsync(state));

        Assert.Equal(TakedownOutcome.TakenDown, (await new Takedown(captures, state, TimeProvider.System).RunAsync(stored[4].Blob, "Order 7", "A. Archivist", withRevisits: false, None)).Outcome);
        Assert.Empty(await VerifyAsync(captures, state));

        var bytes = (await captures.ReadAsync(stored[5].Blob, None))!.Content.ToArray();
        bytes[^30] ^= 1;
        await captures.WriteAsync(stored[5].Blob, bytes, default, None);
        await captures.DeleteAsync(stored[6].Blob, null, None);
        Assert.Equal([FixityKind.DamagedRecord, FixityKind.MissingBlob, FixityKind.DanglingIndexLine, FixityKind.WrongPayloadEntry], (await VerifyAsync(captures, state)).Order());
    }

    private static async Task<List<FixityKind>> VerifyAsync(IBlobStore captures, IBlobStore state)
    {
        var kinds = new List<FixityKind>();
        await new Verification(captures, state, new VerificationOptions(), problem => kinds.Add(problem.Kind)).RunAsync(None);
        return [.. kinds.Distinct()];
    }

    private static async Task<List<string>> IndexAsync(AzureBlobStore state)
    {
        var contents = new List<string>();
        await foreach (var name in state.ListAsync("", null, None))
        {
            contents.Add($"{name} {Convert.ToHexString((await state.ReadAsync(name, None))!.Content.Span)}");
        }

        return contents;
    }

    private static Task<StoredCapture> StoreAsync(Archive archive, string url, string body, int day)
    {
        var time = new DateTimeOffset(2026, 3, 4, 12, 0, 0, TimeSpan.Zero).AddDays(day);
        var exchange = new Exchange { Url = new Uri(url), Time = time, RequestHeaders = [], Status = 200, ResponseHeaders = [], Body = System.Text.Encoding.UTF8.GetBytes(body) };
        return archive.StoreAsync(
            new Capture { Url = exchange.Url, Time = time, Exchanges = [exchange] }, new CaptureNotes { Url = url, Verdict = new Verdict(VerdictKind.Live, ["HTTP 200 OK"]) }, None);
    }

    private static async Task<AzureBlobStore> OpenAsync(string kind)
    {
        var container = new BlobContainerClient(Azurite.ConnectionString, $"{kind}-{Guid.NewGuid():N}");
        await container.CreateAsync();
        return new AzureBlobStore(container, TimeProvider.System);
    }
}
