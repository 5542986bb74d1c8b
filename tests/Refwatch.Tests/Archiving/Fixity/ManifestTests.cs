using System.Security.Cryptography;
using System.Text;
using Refwatch.Archiving;
using Refwatch.Archiving.Fixity;
using Refwatch.Fetching;
using Refwatch.Storage;
using Refwatch.Tests.Storage;
using Xunit;

namespace Refwatch.Tests.Archiving.Fixity;

public sealed class ManifestTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly ArchiveRoom _room = new();
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose()
    {
        _key.Dispose();
        _room.Dispose();
    }

    [Fact]
    public async Task Each_manifest_names_what_no_earlier_one_named_also_what_came_late()
    {
        var stored = await _room.FillAsync();
        var first = await _room.ManifestAsync();
        Assert.True(first is { IsNew: true, Manifest: { Position: 1, Day: "2026-03-05", Previous: null, Blobs: 4 } });
        Assert.Equal(stored.Select(static capture => capture.Blob).Order(StringComparer.Ordinal), (await EntriesAsync(1)).Select(static entry => entry.Name));

        Assert.False((await _room.ManifestAsync()).IsNew);
        var late = await _room.StoreAsync("https://example.org/old", "imported", ArchiveRoom.Noon.AddYears(-9));
        var second = await _room.ManifestAsync();
        Assert.True(second is { IsNew: true, Manifest: { Position: 2, Blobs: 1 } });
        Assert.Equal(first.Digest, second.Manifest.Previous);
        var entry = Assert.Single(await EntriesAsync(2));
        var content = (await _room.Captures.ReadAsync(late.Blob, None))!.Content;
        Assert.Equal(new ManifestEntry(late.Blob, Digest.Sha256(content.Span), content.Length), entry);

        // A day without captures has one too, so that a chain that was cut off is seen.
        _room.Clock.Advance(TimeSpan.FromDays(1));
        Assert.True(await _room.ManifestAsync() is { IsNew: true, Manifest: { Position: 3, Blobs: 0, Day: "2026-03-06" } });
        var (report, problems) = await _room.VerifyAsync();
        Assert.Empty(problems);
        Assert.Equal((3, 1), (report.Manifests, report.NamedLate));
    }

    [Fact]
    public async Task Two_who_write_at_once_make_one_chain()
    {
        for (var round = 0; round < 10; round++)
        {
            await _room.StoreAsync($"https://example.org/{round}", $"words {round}");
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => _room.ManifestAsync())));
        }

        var (report, problems) = await _room.VerifyAsync();
        Assert.Empty(problems);
        Assert.Equal((10, 0), (report.Manifests, report.Unnamed));
    }

    [Fact]
    public async Task A_signed_chain_passes_and_a_foreign_key_does_not()
    {
        await _room.FillAsync();
        await _room.ManifestAsync(Signer());
        using var own = Trust(_key);
        var (report, problems) = await _room.VerifyAsync(own);
        Assert.Empty(problems);
        Assert.Equal(1, report.Signed);

        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var foreign = Trust(other);
        Assert.Equal(FixityKind.WrongSeal, Assert.Single((await _room.VerifyAsync(foreign)).Problems).Kind);
        using var both = Trust(other, _key);
        Assert.Empty((await _room.VerifyAsync(both)).Problems);
    }

    [Fact]
    public async Task Who_rewrites_every_capture_and_manifest_without_the_key_is_found_out()
    {
        await _room.FillAsync();
        await _room.ManifestAsync(Signer());
        _room.Clock.Advance(TimeSpan.FromDays(1));
        await _room.StoreAsync("https://example.org/c", "later words", ArchiveRoom.Noon.AddDays(1));
        var head = (await _room.ManifestAsync(Signer())).Digest;

        // The attacker's archive: other words, right digests, indexes and a chain of its own; the signatures are kept.
        using var forged = new ArchiveRoom();
        await forged.StoreAsync("https://example.org/a", "forged words");
        await forged.ManifestAsync();
        forged.Clock.Advance(TimeSpan.FromDays(1));
        await forged.StoreAsync("https://example.org/c", "forged later words", ArchiveRoom.Noon.AddDays(1));
        await forged.ManifestAsync();
        foreach (var position in (int[])[1, 2])
        {
            var seal = await _room.Captures.ReadAsync(Manifest.SealOf(position, Seals.Signature), None);
            await forged.Captures.WriteAsync(Manifest.SealOf(position, Seals.Signature), seal!.Content, default, None);
        }

        using var seals = Trust(_key);
        Assert.Empty((await forged.VerifyAsync()).Problems);
        Assert.Equal([FixityKind.WrongSeal, FixityKind.WrongSeal], (await forged.VerifyAsync(seals)).Problems.Select(static problem => problem.Kind));
        Assert.Equal(FixityKind.MissingHead, Assert.Single((await forged.VerifyAsync(head: head)).Problems).Kind);
    }

    [Fact]
    public async Task A_chain_that_was_made_anew_is_not_sealed_by_the_next_mornings_run()
    {
        await _room.FillAsync();
        await _room.ManifestAsync();
        _room.Clock.Advance(TimeSpan.FromDays(30));
        await _room.ManifestAsync(Signer());
        using var seals = Trust(_key);
        var problem = Assert.Single((await _room.VerifyAsync(seals)).Problems);
        Assert.Equal((FixityKind.Unsealed, Manifest.NameOf(1)), (problem.Kind, problem.Blob));

        // What a signer that could not be had left undone for days is done; a person may ask for more.
        _room.Clock.Advance(TimeSpan.FromDays(1));
        await _room.ManifestAsync();
        _room.Clock.Advance(TimeSpan.FromDays(3));
        await _room.ManifestAsync(Signer());
        Assert.Single((await _room.VerifyAsync(seals)).Problems);
    }

    [Fact]
    public async Task Switched_on_later_signing_may_be_asked_to_seal_everything()
    {
        await _room.FillAsync();
        await _room.ManifestAsync();
        _room.Clock.Advance(TimeSpan.FromDays(30));
        await new ManifestWriter(_room.Captures, [Signer()], _room.Clock) { Backlog = TimeSpan.MaxValue }.WriteAsync(None);
        using var seals = Trust(_key);
        Assert.Empty((await _room.VerifyAsync(seals)).Problems);
    }

    [Fact]
    public async Task What_is_cut_off_the_end_is_found_by_who_knows_the_head_or_the_day()
    {
        await _room.FillAsync();
        await _room.ManifestAsync(Signer());
        _room.Clock.Advance(TimeSpan.FromDays(1));
        var added = await _room.StoreAsync("https://example.org/c", "later words", ArchiveRoom.Noon.AddDays(1));
        var head = (await _room.ManifestAsync(Signer())).Digest;
        Assert.Empty((await _room.VerifyAsync(head: head, since: new DateOnly(2026, 3, 6))).Problems);

        await _room.Captures.DeleteAsync(Manifest.NameOf(2), null, None);
        await _room.Captures.DeleteAsync(Manifest.SealOf(2, Seals.Signature), null, None);
        await _room.Captures.DeleteAsync(added.Blob, null, None);
        await _room.ReindexAsync();
        using var seals = Trust(_key);
        Assert.Empty((await _room.VerifyAsync(seals)).Problems); // nothing in the archive can tell
        Assert.Equal(FixityKind.MissingHead, Assert.Single((await _room.VerifyAsync(seals, head: head)).Problems).Kind);
        Assert.Equal(FixityKind.MissingHead, Assert.Single((await _room.VerifyAsync(seals, since: new DateOnly(2026, 3, 6))).Problems).Kind);
    }

    [Fact]
    public async Task A_manifest_that_is_missing_changed_or_unsealed_is_named()
    {
        await _room.FillAsync();
        await _room.ManifestAsync(Signer());
        await _room.StoreAsync("https://example.org/c", "later words");
        await _room.ManifestAsync(Signer());
        await ArchiveRoom.ChangeAsync(_room.Captures, Manifest.NameOf(1), static bytes => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes).Replace("example.net", "example.com", StringComparison.Ordinal)));
        using var seals = Trust(_key);
        var (_, problems) = await _room.VerifyAsync(seals);
        Assert.Contains(problems, static problem => problem is { Kind: FixityKind.WrongSeal, Blob: "manifests/00000001.jsonl" });
        Assert.Contains(problems, static problem => problem is { Kind: FixityKind.BrokenChain, Blob: "manifests/00000002.jsonl" });
        Assert.Contains(problems, static problem => problem.Kind is FixityKind.MissingBlob && problem.Blob.StartsWith("example.com/", StringComparison.Ordinal));
        await Assert.ThrowsAsync<InvalidDataException>(() => _room.ManifestAsync());

        await _room.Captures.DeleteAsync(Manifest.NameOf(1), null, None);
        Assert.Contains((await _room.VerifyAsync()).Problems, static problem => problem is { Kind: FixityKind.BrokenChain, Blob: "manifests/00000001.jsonl" });
        using var archiveWithoutManifests = new ArchiveRoom();
        await archiveWithoutManifests.FillAsync();
        Assert.Equal(FixityKind.MissingHead, Assert.Single((await archiveWithoutManifests.VerifyAsync(seals)).Problems).Kind);
    }

    [Fact]
    public async Task A_kill_between_any_two_writes_leaves_a_chain_that_the_next_run_finishes()
    {
        using var seals = Trust(_key);
        for (var writes = 0; ; writes++)
        {
            using var room = new ArchiveRoom();
            await room.FillAsync();
            var isKilled = false;
            try
            {
                await new ManifestWriter(new KilledStore(room.Captures, new KillSwitch(writes)), [Signer()], room.Clock).WriteAsync(None);
            }
            catch (KilledException)
            {
                isKilled = true;
            }

            await room.ManifestAsync(Signer());
            var (report, problems) = await room.VerifyAsync(seals);
            Assert.Empty(problems);
            Assert.Equal((1, 1, 0), (report.Manifests, report.Signed, report.Unnamed));
            if (!isKilled)
            {
                Assert.Equal(2, writes);
                return;
            }
        }
    }

    [Fact]
    public async Task A_signer_that_cannot_be_had_leaves_the_manifest_for_the_next_run()
    {
        await _room.FillAsync();
        using var silent = new TimeStampAuthority(new Uri("http://tsa.example/"), new SilentHandler());
        var error = await Assert.ThrowsAsync<SigningException>(() => _room.ManifestAsync(Signer(), silent));
        Assert.Contains("http://tsa.example/", error.Message, StringComparison.Ordinal);
        using var seals = Trust(_key);
        Assert.Empty((await _room.VerifyAsync(seals)).Problems);
    }

    private KeyFile Signer()
    {
        File.WriteAllText(_room.KeyFile, _key.ExportPkcs8PrivateKeyPem());
        return KeyFile.Open(_room.KeyFile);
    }

    private static Seals Trust(params ECDsa[] keys)
    {
        var seals = new Seals();
        foreach (var key in keys)
        {
            seals.TrustKey(key.ExportSubjectPublicKeyInfoPem());
        }

        return seals;
    }

    private async Task<List<ManifestEntry>> EntriesAsync(int position)
    {
        var entries = new List<ManifestEntry>();
        await new ManifestReader(_room.Captures).ReadAsync(position, (_, entry) => entries.Add(entry), None);
        return entries;
    }

    private sealed class SilentHandler : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => throw new HttpRequestException("no route to host");
    }
}
