using System.Text.Json.Serialization;
using Refwatch.Fetching;

namespace Refwatch.Alerting;

/// <summary>How to reach a maintainer, as a watch list says it. Its text form shows no secret: a webhook's path may be one.</summary>
/// <param name="Id">Equal settings have equal ids: what "sent" is marked by.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "channel")]
[JsonDerivedType(typeof(StdoutSettings), "stdout")]
[JsonDerivedType(typeof(WebhookSettings), "webhook")]
[JsonDerivedType(typeof(MailSettings), "email")]
public abstract record ChannelSettings([property: JsonIgnore] string Id)
{
    /// <inheritdoc/>
    public sealed override string ToString() => Id;

    private protected static string IdOf(string kind, params string[] parts) =>
        $"{kind}-{Digest.Sha256(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', parts)))["sha256:".Length..][..16]}";
}

/// <summary>Standard output.</summary>
public sealed record StdoutSettings() : ChannelSettings("stdout");

/// <param name="Url">Receives a POST with JSON. It is the maintainer's own and may lie in a private network.</param>
public sealed record WebhookSettings(Uri Url) : ChannelSettings(IdOf("webhook", Url.AbsoluteUri));

/// <param name="To">Addresses, at least one.</param>
/// <param name="From">Address.</param>
/// <param name="Host">The submission server (RFC 6409).</param>
/// <param name="Port">Its port.</param>
/// <param name="Tls">Whether the connection must be encrypted.</param>
public sealed record MailSettings(IReadOnlyList<string> To, string From, string Host, int Port, MailTls Tls)
    : ChannelSettings(IdOf("mail", [$"{Host}:{Port}", From, .. To.Order(StringComparer.Ordinal)]))
{
    /// <summary>Null: no authentication.</summary>
    public string? User { get; init; }

    /// <summary>The environment variable that holds the password.</summary>
    public string? PasswordVariable { get; init; }

    /// <summary>The same way to one of the recipients.</summary>
    public MailSettings ToOnly(string recipient) => new([recipient], From, Host, Port, Tls) { User = User, PasswordVariable = PasswordVariable };
}

public enum MailTls
{
    /// <summary>STARTTLS when the server offers it; with a user, it must.</summary>
    Auto,

    /// <summary>Never.</summary>
    None,

    /// <summary>STARTTLS, or nothing is sent.</summary>
    Required,
}
