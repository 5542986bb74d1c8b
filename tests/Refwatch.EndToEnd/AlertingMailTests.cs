using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Refwatch.Alerting;
using Refwatch.Storage;
using Xunit;

namespace Refwatch.EndToEnd;

/// <summary>Mail to a real SMTP server.</summary>
[Collection("mail")]
public sealed class AlertingMailTests : IDisposable
{
    private const string Title = "azattyq.example: дата «10 наурыз» is now «10 мамыр»; құқық қорғаушы туралы ұзақ тақырып, он которого не поместится в одну строку";
    private readonly string _folder = Directory.CreateTempSubdirectory("refwatch-mail-").FullName;

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        TrustServers(null);
    }

    [SmtpFact]
    public async Task A_mail_arrives_once_and_intact()
    {
        await using var server = await AlertingSmtpServer.StartAsync();
        var report = await DeliverTwiceAsync(Mail(server));
        Assert.Equal((1, 0), (report.Sent, report.Left));

        var mail = Assert.Single(await server.StopAsync());
        Assert.Equal("refwatch@example.org", mail.From);
        Assert.Equal(["editor@example.org"], mail.To);
        Assert.False(mail.Secure);
        Assert.Equal("[Refwatch] " + Title, mail.Header("Subject"));
        Assert.Equal("<0123456789abcdef@refwatch>", mail.Header("Message-ID"));
        Assert.Equal("auto-generated", mail.Header("Auto-Submitted"));
        Assert.Contains("charset=utf-8", mail.Header("Content-Type"), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(AlertText.Body(TheAlert), mail.Body.ReplaceLineEndings("\n"));
        Assert.Contains("Дәулет Сариннің тұтқындалуы", mail.Body, StringComparison.Ordinal);
    }

    [SmtpFact]
    public async Task A_server_that_is_busy_is_asked_again()
    {
        await using var server = await AlertingSmtpServer.StartAsync(new SmtpServerOptions { RefuseFirst = 1 });
        var report = await DeliverTwiceAsync(Mail(server));
        Assert.Equal((1, 0), (report.Sent, report.Left));
        Assert.Single(await server.StopAsync());
    }

    [SmtpFact]
    public async Task A_refused_mailbox_does_not_repeat_the_mail_to_others()
    {
        await using var server = await AlertingSmtpServer.StartAsync();
        var settings = new MailSettings(["refused@example.org", "editor@example.org"], "refwatch@example.org", "127.0.0.1", server.Port, MailTls.Auto);
        var report = await DeliverTwiceAsync(settings);
        Assert.Equal((0, 1), (report.Sent, report.Left));
        Assert.Contains("No such mailbox", Assert.Single(report.Errors), StringComparison.Ordinal);
        Assert.Equal(["editor@example.org"], Assert.Single(await server.StopAsync()).To);
    }

    [SmtpFact]
    public async Task Starttls_and_a_password_from_the_environment()
    {
        using var certificate = Certificate();
        TrustServers(certificate);
        await using var server = await AlertingSmtpServer.StartAsync(Encrypted(certificate) with { User = "refwatch", Password = "пароль-hunter2" });
        var settings = Mail(server, MailTls.Auto) with { User = "refwatch", PasswordVariable = "SMTP_PASSWORD" };

        var report = await DeliverTwiceAsync(settings, static name => name == "SMTP_PASSWORD" ? "пароль-hunter2" : null);

        Assert.Equal([], report.Errors);
        var mail = Assert.Single(await server.StopAsync());
        Assert.True(mail.Secure);
        Assert.Equal("refwatch", mail.User);
    }

    [SmtpFact]
    public async Task A_wrong_password_is_said_and_a_missing_one_too()
    {
        using var certificate = Certificate();
        TrustServers(certificate);
        await using var server = await AlertingSmtpServer.StartAsync(Encrypted(certificate) with { User = "refwatch", Password = "right" });
        var settings = Mail(server, MailTls.Required) with { User = "refwatch", PasswordVariable = "SMTP_PASSWORD" };
        var wrong = await new MailChannel(settings, settings.To[0], static _ => "wrong").SendAsync(TheAlert, default);
        var missing = await new MailChannel(settings, settings.To[0], static _ => null).SendAsync(TheAlert, default);
        Assert.False(wrong!.IsTransient);
        Assert.Contains("not authenticated", wrong.Reason, StringComparison.Ordinal);
        Assert.Equal(new DeliveryFailure("the environment variable SMTP_PASSWORD is not set", IsTransient: false), missing);
        Assert.Empty(await server.StopAsync());
    }

    [SmtpFact]
    public async Task Without_starttls_a_password_or_a_required_tls_sends_nothing()
    {
        await using var server = await AlertingSmtpServer.StartAsync();
        var required = Mail(server, MailTls.Required);
        var withPassword = Mail(server, MailTls.Auto) with { User = "refwatch", PasswordVariable = "SMTP_PASSWORD" };
        foreach (var settings in new[] { required, withPassword })
        {
            var failure = await new MailChannel(settings, settings.To[0], static _ => "hunter2").SendAsync(TheAlert, default);
            Assert.Contains("secure connections", failure!.Reason, StringComparison.Ordinal);
        }

        Assert.Empty(await server.StopAsync());
    }

    [SmtpFact]
    public async Task An_untrusted_certificate_gets_no_mail_even_when_tls_is_optional()
    {
        using var certificate = Certificate();
        await using var server = await AlertingSmtpServer.StartAsync(Encrypted(certificate));
        var settings = Mail(server, MailTls.Auto);
        var failure = await new MailChannel(settings, settings.To[0], static _ => null).SendAsync(TheAlert, default);
        Assert.False(failure!.IsTransient);
        Assert.Empty(await server.StopAsync());
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_a_transient_failure()
    {
        var settings = new MailSettings(["editor@example.org"], "refwatch@example.org", "127.0.0.1", 1, MailTls.Auto);
        var failure = await new MailChannel(settings, settings.To[0], static _ => null).SendAsync(TheAlert, default);
        Assert.True(failure!.IsTransient);
    }

    private static Alert TheAlert { get; } = new()
    {
        Id = "0123456789abcdef",
        Kind = AlertKind.ContentDrift,
        Title = Title,
        Page = "http://azattyq.example/a/1.html",
        Time = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero),
        Changes = [new() { Kind = Claims.ChangeKind.Factual, Before = "Дәулет Сариннің тұтқындалуы 10 наурызда болды.", After = "Дәулет Сариннің тұтқындалуы 10 мамырда болды." }],
        Lists = ["list"],
    };

    private static MailSettings Mail(AlertingSmtpServer server, MailTls tls = MailTls.Auto) =>
        new(["editor@example.org"], "refwatch@example.org", "127.0.0.1", server.Port, tls);

    private static SmtpServerOptions Encrypted(X509Certificate2 certificate) => new()
    {
        StartTls = true,
        Cert = certificate.ExportCertificatePem(),
        Key = certificate.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem(),
    };

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var today = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(today.AddDays(-1), today.AddDays(1));
    }

    // SmtpClient has no other door for a test's certificate.
#pragma warning disable SYSLIB0014, MA0039
    private static void TrustServers(X509Certificate2? trusted) => ServicePointManager.ServerCertificateValidationCallback =
        trusted is null ? null : (_, presented, _, _) => presented?.GetCertHashString() == trusted.GetCertHashString();
#pragma warning restore SYSLIB0014, MA0039

    /// <summary>Raises and delivers, then does it all again as a repeated visit would.</summary>
    private async Task<DeliveryReport> DeliverTwiceAsync(MailSettings settings, Func<string, string?>? environment = null)
    {
        using var channels = new Channels(TextWriter.Null, TimeProvider.System, environment);
        var byList = new Dictionary<string, IReadOnlyList<IAlertChannel>> { ["list"] = channels.Open([settings]) };
        var outbox = new Outbox(new DirectoryBlobStore(_folder), TimeProvider.System);
        await outbox.RaiseAsync(TheAlert, default);
        var report = await outbox.DeliverAsync(byList, default);
        await outbox.RaiseAsync(TheAlert, default);
        await outbox.DeliverAsync(byList, default);
        return report;
    }
}
