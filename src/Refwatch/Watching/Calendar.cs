using System.Globalization;
using System.Runtime.CompilerServices;
using Refwatch.Storage;

namespace Refwatch.Watching;

/// <summary>Which host is due when, as blobs that sort by time: the planner reads what is due, not what is watched.</summary>
public sealed class Calendar(IBlobStore state)
{
    private const string TimeFormat = "yyyyMMddHHmmss";

    /// <summary>Writes an entry; a fresh nonce keeps a later delete from removing it in place of an equal one.</summary>
    public async Task<string> WriteAsync(DateTimeOffset time, string host, int attempts, CancellationToken cancellationToken)
    {
        var name = $"calendar/{time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)}/{BlobName.OfHost(host)}";
        await state.WriteAsync(name, Json.Write(new Entry(Guid.NewGuid(), attempts)), default, cancellationToken);
        return name;
    }

    /// <summary>The entries due at a time, oldest first.</summary>
    public async IAsyncEnumerable<CalendarEntry> DueAsync(DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var name in state.ListAsync("calendar/", after: null, cancellationToken))
        {
            if (TimeOf(name) > now)
            {
                yield break;
            }

            if (await ReadAsync(name, cancellationToken) is { } entry)
            {
                yield return entry;
            }
        }
    }

    /// <summary>The entry of that name; null when someone removed it.</summary>
    public async Task<CalendarEntry?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        if (await state.ReadAsync(name, cancellationToken) is not { } blob)
        {
            return null;
        }

        return new CalendarEntry(name, HostOf(name), Json.Read<Entry>(blob.Content).Attempts, blob.ETag);
    }

    /// <summary>Removes an entry unless it was written anew since it was read.</summary>
    public Task RemoveAsync(CalendarEntry entry, CancellationToken cancellationToken) => state.DeleteAsync(entry.Name, entry.ETag, cancellationToken);

    /// <summary>The host that an entry's name, or a queue message made of it, is about.</summary>
    public static string HostOf(string name) => name[(name.LastIndexOf('/') + 1)..];

    internal static DateTimeOffset TimeOf(string name) => new(
        DateTime.ParseExact(name.AsSpan("calendar/".Length, TimeFormat.Length), TimeFormat, CultureInfo.InvariantCulture), TimeSpan.Zero);

    private sealed record Entry(Guid Nonce, int Attempts)
    {
        public int SchemaVersion { get; init; } = 1;
    }
}

/// <summary>An entry as it was read.</summary>
/// <param name="Name">Its blob's name.</param>
/// <param name="Host">The host to visit.</param>
/// <param name="Attempts">Visits that were asked for since one last finished.</param>
/// <param name="ETag">The version that was read.</param>
public sealed record CalendarEntry(string Name, string Host, int Attempts, string ETag)
{
    /// <summary>When it falls due, in whole seconds.</summary>
    public DateTimeOffset Time => Calendar.TimeOf(Name);
}
