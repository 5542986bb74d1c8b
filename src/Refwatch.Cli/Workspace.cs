using Refwatch.Azure;
using Refwatch.Cli.Commands;

namespace Refwatch.Cli;

/// <summary>An opened archive with the pipeline over it, for the length of one command.</summary>
internal sealed class Workspace : IAsyncDisposable
{
    private readonly ArchiveStores _stores;

    private Workspace(ArchiveStores stores, Pipeline pipeline, ArchivePlace place) => (_stores, Pipeline, Place) = (stores, pipeline, place);

    public Pipeline Pipeline { get; }

    public ArchivePlace Place { get; }

    /// <exception cref="InputException">The archive can't be opened; the message says how to fix it.</exception>
    public static async Task<Workspace> OpenAsync(ArchivePlace place, PipelineSettings settings, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            var stores = await ArchiveStores.OpenAsync(place.Captures, place.State, cancellationToken);
            return new Workspace(stores, new Pipeline(stores.Captures, stores.State, settings, clock), place);
        }
        catch (ArchiveException error)
        {
            throw new InputException(error.Message);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Pipeline.Dispose();
        return ValueTask.CompletedTask;
    }
}
