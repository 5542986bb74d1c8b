namespace Refwatch.Alerting;

/// <summary>Writes alerts as text: on standard output.</summary>
public sealed class TextChannel(StdoutSettings settings, TextWriter output) : IAlertChannel
{
    /// <inheritdoc/>
    public string Id => settings.Id;

    /// <inheritdoc/>
    public async Task<DeliveryFailure?> SendAsync(Alert alert, CancellationToken cancellationToken)
    {
        try
        {
            await output.WriteLineAsync($"{AlertText.Subject(alert)}\n\n{AlertText.Body(alert)}".AsMemory(), cancellationToken);
            await output.FlushAsync(cancellationToken);
            return null;
        }
        catch (IOException broken)
        {
            return new DeliveryFailure(broken.Message, IsTransient: false);
        }
    }
}
