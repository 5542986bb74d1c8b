using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Refwatch.Archiving.Fixity;
using Refwatch.Cli.Rendering;

namespace Refwatch.Cli.Commands;

/// <summary>`refwatch verify`: reads the whole archive again.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var expectHead = new Option<string?>("--expect-head")
        {
            Description = "The digest of a manifest, as an earlier run told it and as you noted it elsewhere: it must still be in the chain.",
            HelpName = "sha256:HEX",
        };
        var since = new Option<DateOnly?>("--since")
        {
            Description = "The newest manifest must be of this day or a later one: finds manifests that were cut off the end.",
            HelpName = "YYYY-MM-DD",
            CustomParser = static result =>
            {
                if (DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                {
                    return day;
                }

                result.AddError("--since takes a day, e.g. --since 2026-03-10");
                return null;
            },
        };
        var json = new Option<bool>("--json") { Description = "One JSON object a problem on standard output (JSON Lines), a summary last." };
        var seals = new SealOptions();
        var archive = new ArchiveOptions();
        var command = new Verb(
            "verify",
            """
            Read the whole archive again: every record's digests, every blob against the manifests, the manifests' chain and seals, every index line, every revisit's original. Changes nothing.
            """,
            """
            Examples:
              refwatch verify --archive ./archive
              refwatch verify --key archive-public.pem --since 2026-03-10
            Exit codes: 0 sound, 1 problems were found, 2 usage, 3 the run could not be completed.
            """)
        {
            expectHead, since, json,
        };
        seals.AddTo(command);
        archive.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Failures.TellAsync(async () =>
        {
            var head = parsed.GetValue(expectHead);
            if (head is not null && !IsDigest(head))
            {
                throw new InputException($"--expect-head {head}: a digest is sha256: and 64 hex digits, as `refwatch verify` and `refwatch manifest` print it.");
            }

            using var trusted = seals.Read(parsed);
            using var workspace = await Workspace.OpenExistingAsync(archive.Read(parsed), cancellationToken);
            var view = new FixityView(parsed.GetValue(json));
            var options = new VerificationOptions { Seals = trusted, ExpectedHead = head, Since = parsed.GetValue(since) };
            var report = await workspace.Pipeline.NewVerification(options, view.Show).RunAsync(cancellationToken);
            view.Show(report);
            return report.IsSound ? ExitCodes.AllWell : ExitCodes.NeedsAttention;
        }));
        return command;
    }

    private static bool IsDigest(string text) =>
        text.StartsWith("sha256:", StringComparison.OrdinalIgnoreCase) && text.Length == "sha256:".Length + (2 * SHA256.HashSizeInBytes) && text.AsSpan(7).ContainsAnyExceptInRange('0', 'f') is false;
}
