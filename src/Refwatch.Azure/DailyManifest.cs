using Refwatch.Archiving.Fixity;

namespace Refwatch.Azure;

/// <summary>The day's manifest as a service writes it: from its settings, once a day, some time after midnight (UTC).</summary>
public static class DailyManifest
{
    /// <summary>Writes and seals the day's manifest. A failure is thrown: the next run, or a retry, does what is left.</summary>
    /// <exception cref="SigningException">The manifest is written and not sealed.</exception>
    /// <exception cref="InvalidDataException">The chain is damaged, and nothing is added to it.</exception>
    public static async Task<WrittenManifest> RunAsync(Pipeline pipeline, CancellationToken cancellationToken)
    {
        var signers = SealingSettings.FromEnvironment().Open();
        try
        {
            return await pipeline.NewManifestWriter(signers).WriteAsync(cancellationToken);
        }
        finally
        {
            foreach (var signer in signers.OfType<IDisposable>())
            {
                signer.Dispose();
            }
        }
    }
}
