using Refwatch.Archiving.Fixity;

namespace Refwatch.Azure;

/// <summary>Who seals the manifests, as a command line or settings name it; all null: nobody.</summary>
/// <param name="KeyFile">REFWATCH_SIGN_KEY: a private key in PEM.</param>
/// <param name="KeyVault">REFWATCH_SIGN_VAULT: a key of a vault, https://VAULT.vault.azure.net/keys/NAME.</param>
/// <param name="Authority">REFWATCH_TSA: where an RFC 3161 authority is asked.</param>
public sealed record SealingSettings(string? KeyFile, Uri? KeyVault, Uri? Authority)
{
    /// <exception cref="SigningException">A setting is no address; the message names it.</exception>
    public static SealingSettings FromEnvironment() => new(
        Environment.GetEnvironmentVariable("REFWATCH_SIGN_KEY"), Address("REFWATCH_SIGN_VAULT"), Address("REFWATCH_TSA"));

    /// <summary>The signers, in the order in which they are asked.</summary>
    /// <exception cref="SigningException">A key can't be opened; the message says what to do.</exception>
    public IReadOnlyList<IManifestSigner> Open()
    {
        if (KeyFile is not null && KeyVault is not null)
        {
            throw new SigningException("A manifest has one signature: name a key file or a vault's key, not both.");
        }

        var signers = new List<IManifestSigner>();
        if (KeyFile is not null)
        {
            signers.Add(Archiving.Fixity.KeyFile.Open(KeyFile));
        }

        if (KeyVault is not null)
        {
            signers.Add(new KeyVaultKey(KeyVault));
        }

        if (Authority is not null)
        {
            signers.Add(new TimeStampAuthority(Authority));
        }

        return signers;
    }

    private static Uri? Address(string variable) => Environment.GetEnvironmentVariable(variable) switch
    {
        null or "" => null,
        { } text when Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" => address,
        { } text => throw new SigningException($"{variable}={text} is no address: write one that begins with https://."),
    };
}
