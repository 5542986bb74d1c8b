using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Security.Authentication;
using System.Text;

namespace Refwatch.Alerting;

/// <summary>
/// Mails alerts to one address over SMTP (RFC 5321). The Message-ID is the alert's id, so a repeated delivery is
/// recognisable as the same message.
/// </summary>
public sealed class MailChannel(MailSettings settings, string recipient, Func<string, string?> environment) : IAlertChannel
{
    /// <inheritdoc/>
    public string Id { get; } = settings.ToOnly(recipient).Id;

    /// <inheritdoc/>
    public async Task<DeliveryFailure?> SendAsync(Alert alert, CancellationToken cancellationToken)
    {
        var password = settings.PasswordVariable is { } variable ? environment(variable) : null;
        if (settings.PasswordVariable is not null && string.IsNullOrEmpty(password))
        {
            return new DeliveryFailure($"the environment variable {settings.PasswordVariable} is not set", IsTransient: false);
        }

        var failure = await TrySendAsync(alert, password, encrypted: settings.Tls != MailTls.None, cancellationToken);

        // Opportunistic TLS (RFC 7435) is for mail without a password alone: with one, a stripped STARTTLS would give it away.
        return failure is { IsWithoutStartTls: true } && settings.Tls == MailTls.Auto && settings.User is null
            ? (await TrySendAsync(alert, password, encrypted: false, cancellationToken))?.Failure
            : failure?.Failure;
    }

    private async Task<Refusal?> TrySendAsync(Alert alert, string? password, bool encrypted, CancellationToken cancellationToken)
    {
        using var message = Compose(alert);
        using var smtp = new SmtpClient(settings.Host, settings.Port) { EnableSsl = encrypted };
        if (settings.User is not null)
        {
            smtp.Credentials = new NetworkCredential(settings.User, password);
        }

        try
        {
            await smtp.SendMailAsync(message, cancellationToken);
            return null;
        }
        catch (SmtpException refused)
        {
            return new Refusal(FailureOf(refused), IsWithoutStartTls: encrypted && refused is { StatusCode: SmtpStatusCode.GeneralFailure, InnerException: null });
        }
        catch (AuthenticationException untrusted)
        {
            return new Refusal(new DeliveryFailure($"{settings.Host}: {untrusted.Message}", IsTransient: false), IsWithoutStartTls: false);
        }
        catch (IOException broken)
        {
            return new Refusal(new DeliveryFailure($"{settings.Host}: {broken.Message}", IsTransient: true), IsWithoutStartTls: false);
        }
    }

    private MailMessage Compose(Alert alert)
    {
        var message = new MailMessage(settings.From, recipient)
        {
            Subject = AlertText.Subject(alert),
            SubjectEncoding = Encoding.UTF8,
            Body = AlertText.Body(alert),
            BodyEncoding = Encoding.UTF8,
            BodyTransferEncoding = TransferEncoding.Base64,
        };
        message.Headers.Add("Message-ID", $"<{alert.Id}@refwatch>");
        message.Headers.Add("Auto-Submitted", "auto-generated"); // RFC 3834: no out-of-office answers, please.
        return message;
    }

    // Replies 4yz may succeed later, 5yz will not (RFC 5321, section 4.2.1); without a reply the connection failed.
    private DeliveryFailure FailureOf(SmtpException refused)
    {
        var isPermanent = (int)refused.StatusCode >= 500 || refused.InnerException is AuthenticationException;
        var reason = refused.InnerException?.Message ?? refused.Message;
        return new DeliveryFailure($"{settings.Host}: {reason.ReplaceLineEndings(" ")}", !isPermanent);
    }

    private sealed record Refusal(DeliveryFailure Failure, bool IsWithoutStartTls);
}
