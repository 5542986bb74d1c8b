using System.CommandLine;
using Refwatch.Archiving.Fixity;
using Refwatch.Azure;
using Refwatch.Cli.Rendering;
using Refwatch.Storage;

namespace Refwatch.Cli.Commands;

/// <summary>`refwatch manifest`: the day's manifest, sealed.</summary>
internal static class ManifestCommand
{
    public static Command Create()
    {
        var key = new Option<string?>("--sign-key")
        {
            Description = "Sign with this private key (PEM, PKCS#8, P-256). Also REFWATCH_SIGN_KEY.",
            DefaultValueFactory = static _ => Environment.GetEnvironmentVariable("REFWATCH_SIGN_KEY"),
            HelpName = "KEY.pem",
        };
        var vault = UrlOption.Create("--sign-vault", "Sign with a key of Azure Key Vault: https://VAULT.vault.azure.net/keys/NAME. Also REFWATCH_SIGN_VAULT.");
        var authority = UrlOption.Create("--tsa", "Have it time-stamped (RFC 3161) by the authority at this address. Also REFWATCH_TSA.");
        var all = new Option<bool>("--seal-all") { Description = "Also seal manifests that are older than a week: once, after signing was switched on." };
        var json = new Option<bool>("--json") { Description = "One JSON object on standard output." };
        var archive = new ArchiveOptions();
        var command = new Verb(
            "manifest",
            """
            Name and hash whatever no earlier manifest named, chain it to the last manifest, and seal it. Run it once a day; a day without captures has a manifest too.
            """,
            """
            Examples:
              refwatch manifest --sign-key key.pem
              refwatch manifest --sign-vault https://VAULT.vault.azure.net/keys/archive --tsa https://TSA/
            Make a key: openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out key.pem
            Exit codes: 0 done, 2 usage, 3 it could not be written or sealed; run it again.
            """)
        {
            key, vault, authority, all, json,
        };
        archive.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Failures.TellAsync(async () =>
        {
            using var workspace = await Workspace.OpenExistingAsync(archive.Read(parsed), cancellationToken);
            try
            {
                var named = SealingSettings.FromEnvironment();
                var settings = new SealingSettings(parsed.GetValue(key), parsed.GetValue(vault) ?? named.KeyVault, parsed.GetValue(authority) ?? named.Authority);
                var writer = workspace.Pipeline.NewManifestWriter(settings.Open(), parsed.GetValue(all) ? TimeSpan.MaxValue : null);
                var written = await writer.WriteAsync(cancellationToken);
                Console.WriteLine(parsed.GetValue(json) ? JsonLines.Manifest(written) : Plain(written));
                return ExitCodes.AllWell;
            }
            catch (SigningException error)
            {
                throw new InputException(error.Message);
            }
            catch (InvalidDataException error)
            {
                await Console.Error.WriteLineAsync($"refwatch: {error.Message}");
                return ExitCodes.NotCompleted;
            }
        }));
        return command;
    }

    private static string Plain(WrittenManifest written) =>
        $"""
        manifest {written.Manifest.Position} of {written.Manifest.Day}: {(written.IsNew ? $"names {written.Manifest.Blobs} blobs" : "nothing new since")}
        head {written.Digest}
        """;
}
