using System.Runtime.CompilerServices;

namespace Refwatch.Archiving.Fixity;

/// <summary>Reads ahead: a store across the network answers several requests in the time of one.</summary>
internal static class ParallelBlobs
{
    private const int AtOnce = 8;

    /// <summary>Applies a function to each item, a few at a time; results come in the order of the items.</summary>
    public static async IAsyncEnumerable<T> InOrderAsync<TItem, T>(
        this IAsyncEnumerable<TItem> items, Func<TItem, Task<T>> function, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var running = new Queue<Task<T>>(AtOnce);
        await foreach (var item in items.WithCancellation(cancellationToken))
        {
            if (running.Count == AtOnce)
            {
                yield return await running.Dequeue();
            }

            running.Enqueue(Task.Run(() => function(item), cancellationToken));
        }

        while (running.TryDequeue(out var next))
        {
            yield return await next;
        }
    }
}
