using System.Diagnostics;
using Refwatch.Tests;

namespace Refwatch.EndToEnd.Storage;

/// <summary>The Azurite to test against: the one that REFWATCH_AZURITE names, else one of its own from tests/node.</summary>
internal static class Azurite
{
    private static readonly Lazy<string?> Found = new(Find);

    // Kept: a collected Process closes its pipes, and Azurite would end in the middle of the tests.
    private static Process? _own;

    /// <summary>Its connection string; where there is none the test that asks is skipped, visibly.</summary>
    public static string ConnectionString => Found.Value ?? throw new SkipException("needs Azurite: set REFWATCH_AZURITE, or run npm ci in tests/node");

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("REFWATCH_AZURITE") is { Length: > 0 } running)
        {
            return running;
        }

        if (!Node.Has("azurite"))
        {
            return null;
        }

        // It ends with this process, whose pipe is its input.
        _own = Process.Start(new ProcessStartInfo("node", [Path.Combine(Node.Folder, "azurite.mjs")])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        return _own.StandardOutput.ReadLine();
    }
}

/// <summary>Node and the packages of tests/node.</summary>
internal static class Node
{
    public static string Folder { get; } = Path.Combine(DevelopmentData.Repository, "tests", "node");

    public static bool Has(string package) => Directory.Exists(Path.Combine(Folder, "node_modules", package));
}

/// <summary>Skips the running test: xunit 2 takes this beginning of a message as the word for it.</summary>
public sealed class SkipException(string reason) : Exception("$XunitDynamicSkip$" + reason);
