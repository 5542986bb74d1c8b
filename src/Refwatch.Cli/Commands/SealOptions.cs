using System.CommandLine;
using System.Security.Cryptography;
using Refwatch.Archiving.Fixity;

namespace Refwatch.Cli.Commands;

/// <summary>Whom a verifier trusts.</summary>
internal sealed class SealOptions
{
    private readonly Option<FileInfo[]> _keys = new("--key")
    {
        Description = "Public key (PEM) that must have signed every manifest; repeat it for a key that was replaced.",
        HelpName = "PUBLIC.pem",
    };

    private readonly Option<FileInfo[]> _authorities = new("--tsa-cert")
    {
        Description = "Certificates (PEM) of the time-stamp authority that must have seen every manifest.",
        HelpName = "CA.pem",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_keys);
        command.Options.Add(_authorities);
    }

    public Seals Read(ParseResult parsed)
    {
        var seals = new Seals();
        Trust(parsed.GetValue(_keys), seals.TrustKey, "It must be a public key in PEM (openssl pkey -in key.pem -pubout, or az keyvault key download --encoding PEM).");
        Trust(parsed.GetValue(_authorities), seals.TrustAuthorities, "It must hold certificates in PEM.");
        return seals;
    }

    private static void Trust(FileInfo[]? files, Action<string> trust, string remedy)
    {
        foreach (var file in files ?? [])
        {
            try
            {
                trust(File.ReadAllText(file.FullName));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException)
            {
                throw new InputException($"{file}: {error.Message} {remedy}");
            }
        }
    }
}
