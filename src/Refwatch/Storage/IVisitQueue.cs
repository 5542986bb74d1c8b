namespace Refwatch.Storage;

/// <summary>Messages that each ask for a visit to one host.</summary>
public interface IVisitQueue
{
    Task EnqueueAsync(string host, CancellationToken cancellationToken);
}
