using Refwatch.Azure;
using Refwatch.Cli.Commands;

namespace Refwatch.Cli;

/// <summary>An opened archive with the pipeline over it, for the length of one command.</summary>
internal sealed class Workspace : IDisposable
{
    private Workspace(Pipeline pipeline) => Pipeline = pipeline;

    public Pipeline Pipeline { get; }

    /// <summary>An archive that is only read: none is made where there is none.</summary>
    /// <exception cref="InputException">There is no archive, or it can't be opened; the message says how to fix it.</exception>
    public static Task<Workspace> OpenExistingAsync(ArchivePlace place, CancellationToken cancellationToken) =>
        ArchiveLocation.IsMissing(place.Captures)
            ? throw new InputException($"There is no archive in {place}. Name the folder that `refwatch check` was given, with --archive; without that option it is ./archive.")
            : OpenAsync(place, new PipelineSettings(), TimeProvider.System, cancellationToken);

    /// <exception cref="InputException">The archive can't be opened; the message says how to fix it.</exception>
    public static async Task<Workspace> OpenAsync(ArchivePlace place, PipelineSettings settings, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            var location = await ArchiveLocation.OpenAsync(place.Captures, place.State, clock, cancellationToken);
            return new Workspace(new Pipeline(location.Captures, location.State, settings, clock));
        }
        catch (StorageUnavailableException error)
        {
            throw new InputException(error.Message);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Pipeline.Dispose();
}
