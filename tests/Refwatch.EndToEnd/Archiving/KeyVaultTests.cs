using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Refwatch.Archiving.Fixity;
using Refwatch.Azure;
using Xunit;

namespace Refwatch.EndToEnd.Archiving;

/// <summary>A vault of our own on loopback that speaks what Key Vault's REST interface documents, with a real key.</summary>
public sealed class KeyVaultTests : IAsyncLifetime
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly Credential _credential = new();
    private WebApplication _vault = null!;
    private int _status = 200;

    private string Address => _vault.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(static options => options.Listen(IPAddress.Loopback, 0, static listen => listen.UseHttps(Certificate())));
        _vault = builder.Build();
        _vault.Run(AnswerAsync);
        await _vault.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _vault.DisposeAsync();
        _key.Dispose();
    }

    [Theory]
    [InlineData("/keys/manifest")]
    [InlineData("/keys/manifest/0123456789abcdef")]
    public async Task The_vaults_signature_is_one_that_verify_and_openssl_read(string key)
    {
        using var seals = new Seals();
        seals.TrustKey(_key.ExportSubjectPublicKeyInfoPem());
        for (var i = 0; i < 40; i++)
        {
            // Small r and s have leading zeros in the vault's form and none in DER.
            var hash = SHA256.HashData([(byte)i]);
            var signature = await Signer(key).SignAsync(hash, CancellationToken.None);
            Assert.True(seals.IsSigned(hash, signature));
        }
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    public async Task A_vault_that_refuses_is_told_with_what_to_do(int status)
    {
        _status = status;
        var error = await Assert.ThrowsAsync<SigningException>(() => Signer("/keys/manifest").SignAsync(new byte[32], CancellationToken.None));
        Assert.Contains("Key Vault Crypto User", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData("https://vault.example/secrets/x")]
    [InlineData("http://vault.example/keys/x")]
    [InlineData("https://vault.example/")]
    public void What_is_no_key_is_refused(string address) => Assert.Throws<SigningException>(() => new KeyVaultKey(new Uri(address), _credential));

    private KeyVaultKey Signer(string path)
    {
#pragma warning disable MA0039 // the vault of this test signed its own certificate
        var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator };
#pragma warning restore MA0039
        return new KeyVaultKey(new Uri($"{Address}{path}"), _credential, new HttpClientTransport(handler));
    }

    private async Task AnswerAsync(HttpContext context)
    {
        Assert.Equal("7.4", context.Request.Query["api-version"]);
        Assert.Equal("Bearer token", context.Request.Headers.Authorization);
        context.Response.StatusCode = _status;
        if (_status != 200)
        {
            await context.Response.WriteAsJsonAsync(new { error = new { code = "Forbidden", message = "The caller is not\nallowed." } });
        }
        else if (context.Request is { Method: "GET", Path.Value: "/keys/manifest" })
        {
            await context.Response.WriteAsJsonAsync(new { key = new { kid = $"{Address}/keys/manifest/0123456789abcdef", kty = "EC", crv = "P-256" } });
        }
        else
        {
            Assert.Equal(("POST", "/keys/manifest/0123456789abcdef/sign"), (context.Request.Method, context.Request.Path.Value));
            var asked = (await JsonDocument.ParseAsync(context.Request.Body)).RootElement;
            Assert.Equal("ES256", asked.GetProperty("alg").GetString());
            var hash = System.Buffers.Text.Base64Url.DecodeFromChars(asked.GetProperty("value").GetString());
            await context.Response.WriteAsJsonAsync(new { kid = "…", value = System.Buffers.Text.Base64Url.EncodeToString(_key.SignHash(hash)) });
        }
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
    }

    private sealed class Credential : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => new("token", TimeProvider.System.GetUtcNow().AddHours(1));

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(GetToken(requestContext, cancellationToken));
    }
}
