using System.Text.Json;
using Refwatch.Storage;

namespace Refwatch.Archiving;

/// <summary>Which payloads are held, and where: "digests/{2 hex}/{hex}" in the state store, written once by the first record that holds it.</summary>
internal sealed class PayloadIndex(IBlobStore state)
{
    /// <summary>The record that holds a payload ("sha256:…"); null when none does.</summary>
    public async Task<PayloadOrigin?> FindAsync(string digest, CancellationToken cancellationToken) =>
        await state.ReadAsync(NameOf(digest), cancellationToken) is { } held ? PayloadOrigin.TryRead(held) : null;

    /// <summary>Enters a response record unless its payload is held already, or empty.</summary>
    public async Task AddAsync(WarcRecord response, string blob, CancellationToken cancellationToken)
    {
        if (response.Field("WARC-Payload-Digest") is { } digest && HttpBlock.Parse(response.Block) is { Body.Length: > 0 })
        {
            await state.WriteAsync(NameOf(digest), Json.Write(PayloadOrigin.Of(response, blob)), WriteCondition.Absent, cancellationToken);
        }
    }

    public static string NameOf(string digest)
    {
        var hex = digest[(digest.IndexOf(':') + 1)..];
        return $"digests/{hex[..Math.Min(2, hex.Length)]}/{hex}";
    }
}

/// <summary>The response record that holds a payload.</summary>
/// <param name="Url">Its target URI.</param>
/// <param name="Date">Its time.</param>
/// <param name="RecordId">Its WARC-Record-ID.</param>
/// <param name="Blob">The capture's blob that holds it.</param>
internal sealed record PayloadOrigin(string Url, DateTimeOffset Date, string RecordId, string Blob)
{
    public int SchemaVersion { get; init; } = 1;

    /// <summary>Reads an entry; null for one that is damaged: its payload counts as not held, and is stored again.</summary>
    public static PayloadOrigin? TryRead(Blob entry)
    {
        try
        {
            return Json.Read<PayloadOrigin>(entry.Content) is { Url: not null, RecordId: not null, Blob: not null } origin ? origin : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static PayloadOrigin Of(WarcRecord response, string blob) => new(response.TargetUri ?? "", response.Date ?? default, response.Id, blob);
}
