using System.Diagnostics;
using Refwatch.Tests;
using Xunit;

namespace Refwatch.EndToEnd.Storage;

/// <summary>The Azurite to test against: the one that REFWATCH_AZURITE names, else one of its own from tests/node.</summary>
internal static class Azurite
{
    /// <summary>The tests that read the queue "visits" of the shared account, one at a time: what one receives is hidden from another.</summary>
    public const string VisitsQueue = "visits";

    /// <summary>Milliseconds.</summary>
    public const int LongestTest = 120_000;

    private static readonly Lazy<string> Started = new(() => Running ?? Start());

    // Kept: a collected Process closes its pipes, and Azurite would end in the middle of the tests.
    private static Process? _own;

    /// <summary>Its connection string.</summary>
    public static string ConnectionString => Started.Value;

    /// <summary>Why there is none; null when there is one, running or to be started.</summary>
    public static string? Missing => Running is null && !Node.Has("azurite") ? "needs Azurite: set REFWATCH_AZURITE, or run npm ci in tests/node" : null;

    private static string? Running => Environment.GetEnvironmentVariable("REFWATCH_AZURITE") is { Length: > 0 } running ? running : null;

    private static string Start()
    {
        (_own, var connectionString) = StartOne();
        return connectionString;
    }

    /// <summary>Starts another, for a test that needs a whole account; it ends with this process, whose pipe is its input, at the latest.</summary>
    /// <param name="log">The file that receives a line a request; null: none.</param>
    public static (Process Process, string ConnectionString) StartOne(string? log = null)
    {
        var process = Process.Start(new ProcessStartInfo("node", log is null ? [Path.Combine(Node.Folder, "azurite.mjs")] : [Path.Combine(Node.Folder, "azurite.mjs"), log])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        return (process, process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("Azurite did not start."));
    }
}

/// <summary>Node and the packages of tests/node.</summary>
internal static class Node
{
    public static string Folder { get; } = Path.Combine(DevelopmentData.Repository, "tests", "node");

    public static bool Has(string package) => Directory.Exists(Path.Combine(Folder, "node_modules", package));
}

/// <summary>A test that is skipped, visibly, where a package of tests/node is absent.</summary>
public sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute(string package) => Skip = Node.Has(package) ? null : $"needs {package}: run npm ci in tests/node";
}

/// <summary>A theory that is skipped, visibly, where a package of tests/node is absent.</summary>
public sealed class NodeTheoryAttribute : TheoryAttribute
{
    public NodeTheoryAttribute(string package) => Skip = Node.Has(package) ? null : $"needs {package}: run npm ci in tests/node";
}

/// <summary>A test that is skipped, visibly, where there is no Azurite; what it waits for must come within two minutes.</summary>
public sealed class AzuriteFactAttribute : FactAttribute
{
    public AzuriteFactAttribute() => (Skip, Timeout) = (Azurite.Missing, Azurite.LongestTest);
}

/// <summary>A theory that is skipped, visibly, where there is no Azurite; what it waits for must come within two minutes.</summary>
public sealed class AzuriteTheoryAttribute : TheoryAttribute
{
    public AzuriteTheoryAttribute() => (Skip, Timeout) = (Azurite.Missing, Azurite.LongestTest);
}
