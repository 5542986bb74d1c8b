namespace Refwatch.Storage;

/// <summary>Messages that each ask for a visit to one host: the name of the calendar entry it is asked by.</summary>
public interface IVisitQueue
{
    Task EnqueueAsync(string message, CancellationToken cancellationToken);
}
