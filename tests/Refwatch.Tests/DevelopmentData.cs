using Xunit;

namespace Refwatch.Tests;

/// <summary>Real pages and labelled sets to measure against. They are not part of the repository and lie beside the checkout.</summary>
public static class DevelopmentData
{
    /// <summary>REFWATCH_DATA, else ../shared/data beside the checkout; null when there is neither.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>The checkout's top folder.</summary>
    public static string Repository { get; } = FindRepository();

    private static string? Find()
    {
        var folder = Environment.GetEnvironmentVariable("REFWATCH_DATA") ?? Path.Combine(FindRepository(), "..", "shared", "data");
        return Directory.Exists(folder) ? Path.GetFullPath(folder) : null;
    }

    private static string FindRepository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Monitor.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("These tests run from a checkout: no Monitor.sln above them.");
        }

        return folder;
    }
}

/// <summary>A test that is skipped, visibly, where the development data is absent.</summary>
public sealed class DataFactAttribute : FactAttribute
{
    public DataFactAttribute() => Skip = DevelopmentData.Folder is null ? "needs the development data (set REFWATCH_DATA)" : null;
}

/// <summary>A theory that is skipped, visibly, where the development data is absent.</summary>
public sealed class DataTheoryAttribute : TheoryAttribute
{
    public DataTheoryAttribute() => Skip = DevelopmentData.Folder is null ? "needs the development data (set REFWATCH_DATA)" : null;
}
