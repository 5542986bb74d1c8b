using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace Refwatch.EndToEnd;

/// <summary>A test that is skipped, visibly, where Node.js or the packages of tests/node are absent.</summary>
public sealed class SmtpFactAttribute : FactAttribute
{
    public SmtpFactAttribute() => Skip = Directory.Exists(Path.Combine(AlertingSmtpServer.Folder, "node_modules", "smtp-server"))
        ? null
        : "needs Node.js and `npm install` in tests/node";
}

/// <summary>The npm package smtp-server, in a process of its own.</summary>
internal sealed partial class AlertingSmtpServer : IAsyncDisposable
{
    private readonly Process _process;

    private AlertingSmtpServer(Process process, int port) => (_process, Port) = (process, port);

    public static string Folder { get; } = FindFolder();

    public int Port { get; }

    public static async Task<AlertingSmtpServer> StartAsync(SmtpServerOptions? options = null)
    {
        var process = Process.Start(new ProcessStartInfo("node", ["smtp.mjs", JsonSerializer.Serialize(options ?? new(), JsonSerializerOptions.Web)])
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var first = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("smtp.mjs did not start.");
        return new AlertingSmtpServer(process, JsonDocument.Parse(first).RootElement.GetProperty("port").GetInt32());
    }

    /// <summary>Ends the server and returns every message it took.</summary>
    public async Task<IReadOnlyList<ReceivedMail>> StopAsync()
    {
        _process.StandardInput.Close();
        var lines = await _process.StandardOutput.ReadToEndAsync();
        await _process.WaitForExitAsync();
        return [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonSerializer.Deserialize<ReceivedMail>(line, JsonSerializerOptions.Web)!)];
    }

    public ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string FindFolder()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Monitor.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("These tests run from a checkout.");
        }

        return Path.Combine(folder, "tests", "node");
    }
}

internal sealed record SmtpServerOptions
{
    public bool StartTls { get; init; }

    /// <summary>PEM.</summary>
    public string? Key { get; init; }

    /// <summary>PEM.</summary>
    public string? Cert { get; init; }

    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>Answers so many recipients with 451.</summary>
    public int RefuseFirst { get; init; }
}

/// <summary>A message as it arrived.</summary>
internal sealed partial record ReceivedMail(string From, IReadOnlyList<string> To, bool Secure, string? User, string Raw)
{
    private string Message => Encoding.ASCII.GetString(Convert.FromBase64String(Raw));

    /// <summary>A header field, unfolded, its encoded words decoded (RFC 2047).</summary>
    public string Header(string name)
    {
        var head = Message[..Message.IndexOf("\r\n\r\n", StringComparison.Ordinal)];
        var unfolded = Regex.Replace(head, "\r\n[ \t]+", " ");
        var field = unfolded.Split("\r\n").Single(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase));
        var value = EncodedWords().Replace(field[(name.Length + 1)..].Trim(), static match => match.Value.Replace("?= =?", "?==?", StringComparison.Ordinal));
        return EncodedWord().Replace(value, static match => Encoding.UTF8.GetString(Convert.FromBase64String(match.Groups["text"].Value)));
    }

    /// <summary>The base64 body as text.</summary>
    public string Body => Encoding.UTF8.GetString(Convert.FromBase64String(Message[(Message.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..].Trim()));

    [GeneratedRegex(@"=\?utf-8\?B\?[A-Za-z0-9+/=]*\?=(?: =\?utf-8\?B\?[A-Za-z0-9+/=]*\?=)*", RegexOptions.IgnoreCase)]
    private static partial Regex EncodedWords();

    [GeneratedRegex(@"=\?utf-8\?B\?(?<text>[A-Za-z0-9+/=]*)\?=", RegexOptions.IgnoreCase)]
    private static partial Regex EncodedWord();
}
