using System.Diagnostics;
using System.Security.Cryptography;
using Refwatch.Archiving.Fixity;
using Refwatch.Storage;
using Xunit;

namespace Refwatch.EndToEnd.Archiving;

/// <summary>Signatures and time-stamps, made and read by another's program (OpenSSL) as well as by ours.</summary>
public sealed class SealTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly string _folder = Directory.CreateTempSubdirectory("refwatch-seals-").FullName;
    private DirectoryBlobStore _captures = null!;
    private LoopbackProxy? _authority;

    private string Manifest => Path.Combine(_folder, "captures", "manifests", "00000001.jsonl");

    public async Task InitializeAsync()
    {
        _captures = new DirectoryBlobStore(Path.Combine(_folder, "captures"));
        await _captures.WriteAsync("example.org/20260304120000000-0-0.warc.gz", "a capture, as far as a manifest cares"u8.ToArray(), WriteCondition.Absent, None);
        _authority = await LoopbackProxy.StartAsync(async context =>
        {
            await using (var query = File.Create(Path.Combine(_folder, "query.tsq")))
            {
                await context.Request.Body.CopyToAsync(query);
            }

            Assert.Equal("application/timestamp-query", context.Request.ContentType);
            await OpenSslAsync("ts", "-reply", "-queryfile", "query.tsq", "-config", "tsa.cnf", "-section", "tsa", "-out", "reply.tsr");
            context.Response.ContentType = "application/timestamp-reply";
            await context.Response.Body.WriteAsync(await File.ReadAllBytesAsync(Path.Combine(_folder, "reply.tsr")));
        });
    }

    public async Task DisposeAsync()
    {
        await _authority!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [OpenSslFact]
    public async Task Openssl_makes_the_key_and_verifies_the_signature()
    {
        await OpenSslAsync("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", "key.pem");
        await OpenSslAsync("pkey", "-in", "key.pem", "-pubout", "-out", "public.pem");
        using var key = KeyFile.Open(Path.Combine(_folder, "key.pem"));
        await new ManifestWriter(_captures, [key], TimeProvider.System).WriteAsync(None);

        var signature = Path.Combine(_folder, "captures", "manifests", "00000001.sig");
        await OpenSslAsync("dgst", "-sha256", "-verify", "public.pem", "-signature", signature, Manifest);
        using var seals = new Seals();
        seals.TrustKey(await File.ReadAllTextAsync(Path.Combine(_folder, "public.pem")));
        Assert.Equal(1, (await VerifyAsync(seals)).Signed);
        Assert.Throws<SigningException>(() => KeyFile.Open(Path.Combine(_folder, "public.pem")));
    }

    [OpenSslFact]
    public async Task A_time_stamp_of_another_program_is_stored_so_that_it_and_we_verify_it()
    {
        await MakeAuthorityAsync("ca");
        using var authority = new TimeStampAuthority(_authority!.Address);
        await new ManifestWriter(_captures, [authority], TimeProvider.System).WriteAsync(None);
        var token = Path.Combine(_folder, "captures", "manifests", "00000001.tst");
        await OpenSslAsync("ts", "-verify", "-token_in", "-in", token, "-data", Manifest, "-CAfile", "ca.pem");

        using var seals = new Seals();
        seals.TrustAuthorities(await File.ReadAllTextAsync(Path.Combine(_folder, "ca.pem")));
        var report = await VerifyAsync(seals);
        Assert.Equal(1, report.Stamped);
        Assert.DoesNotContain(FixityKind.WrongSeal, report.Problems.Keys);

        // Another authority's root does not do, nor a token of another manifest, nor one that was changed.
        await MakeAuthorityAsync("other");
        using var others = new Seals();
        others.TrustAuthorities(await File.ReadAllTextAsync(Path.Combine(_folder, "other.pem")));
        Assert.Equal(1, (await VerifyAsync(others)).Problems[FixityKind.WrongSeal]);
        var bytes = await File.ReadAllBytesAsync(token);
        Assert.NotNull(seals.StampedAt(SHA256.HashData(await File.ReadAllBytesAsync(Manifest)), bytes));
        Assert.Null(seals.StampedAt(SHA256.HashData("other"u8), bytes));
        for (var at = 0; at < bytes.Length; at += 13)
        {
            var changed = bytes.ToArray();
            changed[at] ^= 1;
            if (seals.StampedAt(SHA256.HashData(await File.ReadAllBytesAsync(Manifest)), changed) is { } time)
            {
                Assert.Equal(seals.StampedAt(SHA256.HashData(await File.ReadAllBytesAsync(Manifest)), bytes), time); // in a part that nothing signs
            }
        }
    }

    [OpenSslFact]
    public async Task A_time_stamp_tells_a_chain_that_was_made_anew()
    {
        await MakeAuthorityAsync("ca");
        using var authority = new TimeStampAuthority(_authority!.Address);
        await new ManifestWriter(_captures, [authority], new PastClock()) { Backlog = TimeSpan.MaxValue }.WriteAsync(None);
        using var seals = new Seals();
        seals.TrustAuthorities(await File.ReadAllTextAsync(Path.Combine(_folder, "ca.pem")));
        Assert.Equal(1, (await VerifyAsync(seals)).Problems[FixityKind.WrongSeal]);
    }

    private async Task<FixityReport> VerifyAsync(Seals seals) =>
        await new Verification(_captures, new DirectoryBlobStore(Path.Combine(_folder, "state")), new VerificationOptions { Seals = seals }, static _ => { }).RunAsync(None);

    private async Task MakeAuthorityAsync(string name)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "tsa.cnf"), Configuration);
        await File.WriteAllTextAsync(Path.Combine(_folder, "serial"), "01");
        await OpenSslAsync("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", $"{name}.key", "-out", $"{name}.pem", "-days", "3650", "-subj", $"/CN={name}", "-config", "tsa.cnf", "-extensions", "root");
        await OpenSslAsync("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "signer.key", "-out", "signer.csr", "-subj", "/CN=signer", "-config", "tsa.cnf");
        await OpenSslAsync("x509", "-req", "-in", "signer.csr", "-CA", $"{name}.pem", "-CAkey", $"{name}.key", "-set_serial", "7", "-days", "3000", "-extfile", "tsa.cnf", "-extensions", "stamping", "-out", "signer.pem");
    }

    private async Task OpenSslAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("openssl", arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"openssl {string.Join(' ', arguments)}: {errors}{await output}");
    }

    private sealed class PastClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => TimeProvider.System.GetUtcNow().AddDays(-60);
    }

    private const string Configuration =
        """
        [req]
        distinguished_name = name
        prompt = no
        [name]
        CN = test
        [root]
        basicConstraints = critical, CA:true
        keyUsage = critical, keyCertSign
        [stamping]
        basicConstraints = CA:false
        keyUsage = critical, digitalSignature
        extendedKeyUsage = critical, timeStamping
        [tsa]
        serial = serial
        signer_cert = signer.pem
        signer_key = signer.key
        signer_digest = sha256
        default_policy = 1.2.3.4.1
        digests = sha256
        ess_cert_id_alg = sha256
        """;
}

/// <summary>A test that is skipped, visibly, where openssl is absent.</summary>
public sealed class OpenSslFactAttribute : FactAttribute
{
    public OpenSslFactAttribute() => Skip = File.Exists("/usr/bin/openssl") ? null : "needs /usr/bin/openssl";
}
