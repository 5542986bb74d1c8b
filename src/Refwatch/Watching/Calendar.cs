using System.Globalization;
using System.Runtime.CompilerServices;
using Refwatch.Storage;

namespace Refwatch.Watching;

/// <summary>Which host is due when, as blobs that sort by time: the planner reads what is due, not what is watched.</summary>
public sealed class Calendar(IBlobStore state)
{
    private const string Folder = "calendar/";
    private const string TimeFormat = "yyyyMMddHHmmss";

    /// <summary>Writes an entry; a fresh nonce keeps a later delete from removing it in place of an equal one.</summary>
    public async Task<CalendarEntry> WriteAsync(DateTimeOffset time, string host, int attempts, CancellationToken cancellationToken)
    {
        var name = $"{Folder}{time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)}/{BlobName.OfHost(host)}";
        var etag = await state.WriteAsync(name, Json.Write(new Entry(Guid.NewGuid(), attempts)), default, cancellationToken);
        return new CalendarEntry(name, HostOf(name), attempts, etag!);
    }

    /// <summary>The entries due at a time, oldest first.</summary>
    public async IAsyncEnumerable<CalendarEntry> DueAsync(DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var name in state.ListAsync(Folder, after: null, cancellationToken))
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

    /// <summary>The entry that a queue message is about; null when someone removed it.</summary>
    /// <param name="message">A <see cref="CalendarEntry.Message"/>, or an entry's bare name.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<CalendarEntry?> EntryOfAsync(string message, CancellationToken cancellationToken) =>
        CalendarEntry.TryParse(message) ?? await ReadAsync(message, cancellationToken);

    /// <summary>Removes an entry unless it was written anew since it was read.</summary>
    public Task RemoveAsync(CalendarEntry entry, CancellationToken cancellationToken) => state.DeleteAsync(entry.Name, entry.ETag, cancellationToken);

    /// <summary>The host that an entry's name, or a queue message made of it, is about.</summary>
    /// <exception cref="FormatException">It is no such name.</exception>
    public static string HostOf(string name) => TryHostOf(name) ?? throw new FormatException("Not the name of a calendar entry, \"calendar/TIME/HOST\".");

    /// <summary>As <see cref="HostOf"/>; null when it is no such name.</summary>
    public static string? TryHostOf(string name) => name.Split(' ')[0].Split('/') is ["calendar", _, { Length: > 0 } host] ? host : null;

    private async Task<CalendarEntry?> ReadAsync(string name, CancellationToken cancellationToken) =>
        await state.ReadAsync(name, cancellationToken) is { } blob
            ? new CalendarEntry(name, HostOf(name), Json.Read<Entry>(blob.Content, Entry.NewestSchema, name).Attempts, blob.ETag)
            : null;

    internal static DateTimeOffset TimeOf(string name) => new(
        DateTime.ParseExact(name.AsSpan(Folder.Length, TimeFormat.Length), TimeFormat, CultureInfo.InvariantCulture), TimeSpan.Zero);

    private sealed record Entry(Guid Nonce, int Attempts)
    {
        public const int NewestSchema = 1;

        public int SchemaVersion { get; init; } = NewestSchema;
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

    /// <summary>The queue message that asks for the visit. It says all that the visit must know, so that none is read.</summary>
    public string Message => string.Create(CultureInfo.InvariantCulture, $"{Name} {Attempts} {ETag}");

    /// <summary>Null when the text is no such message.</summary>
    public static CalendarEntry? TryParse(string message) =>
        message.Split(' ') is [var name, var attempts, { Length: > 0 } etag] && int.TryParse(attempts, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? new CalendarEntry(name, Calendar.HostOf(name), count, etag)
            : null;
}
