using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;

namespace Refwatch.Archiving.Fixity;

/// <summary>
/// Time-stamps by RFC 3161 over HTTP (section 3.4): a third party says that a manifest existed at a time. Its key is never
/// the operator's, and the token tells a chain that was made anew from one that grew day by day.
/// </summary>
public sealed class TimeStampAuthority : IManifestSigner, IDisposable
{
    private const int LongestReply = 256 * 1024;

    private readonly Uri _address;
    private readonly HttpClient _http;

    /// <param name="address">Where it is asked.</param>
    /// <param name="handler">Stands for the network in tests.</param>
    public TimeStampAuthority(Uri address, HttpMessageHandler? handler = null)
    {
        _address = address;
        _http = handler is null ? new HttpClient() : new HttpClient(handler, disposeHandler: false);
        _http.Timeout = TimeSpan.FromSeconds(30);
        _http.MaxResponseContentBufferSize = LongestReply;
    }

    /// <inheritdoc/>
    public string Suffix => Seals.TimeStamp;

    /// <inheritdoc/>
    public async Task<byte[]> SignAsync(ReadOnlyMemory<byte> hash, CancellationToken cancellationToken)
    {
        var nonce = RandomNumberGenerator.GetBytes(8);
        var request = Rfc3161TimestampRequest.CreateFromHash(hash, HashAlgorithmName.SHA256, requestedPolicyId: null, nonce, requestSignerCertificates: true);
        try
        {
            using var content = new ByteArrayContent(request.Encode());
            content.Headers.ContentType = new MediaTypeHeaderValue("application/timestamp-query");
            using var answer = await _http.PostAsync(_address, content, cancellationToken);
            answer.EnsureSuccessStatusCode();
            var token = request.ProcessResponse(await answer.Content.ReadAsByteArrayAsync(cancellationToken), out _);
            return token.VerifySignatureForHash(hash.Span, HashAlgorithmName.SHA256, out _)
                ? token.AsSignedCms().Encode()
                : throw new CryptographicException("the token's signature is not that of its own certificate");
        }
        catch (Exception error) when (error is HttpRequestException or CryptographicException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new SigningException($"{_address} gave no time-stamp: {error.Message} The manifest stays without one until the next run.", error);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
