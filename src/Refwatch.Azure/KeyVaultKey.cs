using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Refwatch.Archiving.Fixity;

namespace Refwatch.Azure;

/// <summary>
/// A key that never leaves Azure Key Vault or a managed HSM (P-256): it signs for whoever has the role "Key Vault Crypto
/// User", and the vault's own log says when. Its REST interface is small enough to be spoken directly
/// (https://learn.microsoft.com/rest/api/keyvault/keys/sign/sign).
/// </summary>
public sealed class KeyVaultKey : IManifestSigner
{
    private const string ApiVersion = "7.4";
    private const int HashLength = 32;

    private readonly Uri _key;
    private readonly HttpPipeline _pipeline;

    /// <param name="key">"https://VAULT.vault.azure.net/keys/NAME", with or without "/VERSION"; without one, the newest signs.</param>
    /// <param name="credential">Who asks; null: the identity at hand (managed, Azure CLI, environment).</param>
    /// <param name="transport">Stands for the network in tests.</param>
    /// <exception cref="SigningException">The address is no key's.</exception>
    public KeyVaultKey(Uri key, TokenCredential? credential = null, HttpPipelineTransport? transport = null)
    {
        var segments = key.AbsolutePath.Trim('/').Split('/');
        if (key.Scheme != Uri.UriSchemeHttps || segments.Length is < 2 or > 3 || segments[0] != "keys")
        {
            throw new SigningException($"'{key}' is no key of a vault: write https://VAULT.vault.azure.net/keys/NAME.");
        }

        _key = key;
        var options = new VaultOptions();
        options.Transport = transport ?? options.Transport;
        _pipeline = HttpPipelineBuilder.Build(options, new BearerTokenAuthenticationPolicy(credential ?? new DefaultAzureCredential(), ScopeOf(key)));
    }

    /// <inheritdoc/>
    public string Suffix => Seals.Signature;

    /// <inheritdoc/>
    public async Task<byte[]> SignAsync(ReadOnlyMemory<byte> hash, CancellationToken cancellationToken)
    {
        try
        {
            var key = await VersionAsync(cancellationToken);
            var body = JsonSerializer.SerializeToUtf8Bytes(new { alg = "ES256", value = Base64Url.EncodeToString(hash.Span) });
            var answer = await SendAsync(RequestMethod.Post, $"{key}/sign", body, cancellationToken);
            var signature = Base64Url.DecodeFromChars(answer.GetProperty("value").GetString());
            return ToDer(signature);
        }
        catch (Exception error) when (error is RequestFailedException or AuthenticationFailedException or JsonException or KeyNotFoundException or FormatException or InvalidOperationException or AggregateException)
        {
            throw new SigningException(
                $"{_key} did not sign: {error.GetBaseException().Message.Split('\n')[0]} It must be an EC key on P-256, and the identity needs the role Key Vault Crypto User. The manifest stays unsigned until the next run.", error);
        }
    }

    /// <summary>The address of the version that signs.</summary>
    private async Task<string> VersionAsync(CancellationToken cancellationToken) =>
        _key.AbsolutePath.Trim('/').Split('/').Length == 3
            ? _key.AbsoluteUri.TrimEnd('/')
            : (await SendAsync(RequestMethod.Get, _key.AbsoluteUri.TrimEnd('/'), body: null, cancellationToken)).GetProperty("key").GetProperty("kid").GetString()!;

    private async Task<JsonElement> SendAsync(RequestMethod method, string address, byte[]? body, CancellationToken cancellationToken)
    {
        using var message = _pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(new Uri($"{address}?api-version={ApiVersion}"));
        if (body is not null)
        {
            message.Request.Headers.Add("Content-Type", "application/json");
            message.Request.Content = RequestContent.Create(body);
        }

        await _pipeline.SendAsync(message, cancellationToken);
        if (message.Response.IsError)
        {
            throw new RequestFailedException(message.Response);
        }

        using var document = JsonDocument.Parse(message.Response.Content);
        return document.RootElement.Clone();
    }

    // The vault answers r and s one behind the other (RFC 7518, section 3.4); openssl reads them in DER.
    private static byte[] ToDer(byte[] signature)
    {
        if (signature.Length != 2 * HashLength)
        {
            throw new FormatException($"a signature of {signature.Length} bytes is none of P-256");
        }

        var writer = new System.Formats.Asn1.AsnWriter(System.Formats.Asn1.AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteIntegerUnsigned(Unpadded(signature.AsSpan(0, HashLength)));
            writer.WriteIntegerUnsigned(Unpadded(signature.AsSpan(HashLength)));
        }

        return writer.Encode();
    }

    // DER has no leading zeros; the writer refuses them.
    private static ReadOnlySpan<byte> Unpadded(ReadOnlySpan<byte> number)
    {
        var trimmed = number.TrimStart((byte)0);
        return trimmed.IsEmpty ? number[..1] : trimmed;
    }

    // "https://vault.azure.net/.default", and the same in the sovereign clouds and for managed HSMs.
    private static string ScopeOf(Uri key) => $"https://{key.Host[(key.Host.IndexOf('.') + 1)..]}/.default";

    private sealed class VaultOptions : ClientOptions;
}
