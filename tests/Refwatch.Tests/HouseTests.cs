using System.Xml.Linq;
using Refwatch.Alerting;
using Refwatch.Archiving;
using Refwatch.Watching;
using Xunit;

namespace Refwatch.Tests;

/// <summary>The shape of the house: dependencies point one way, and the spine can be read aloud.</summary>
public sealed class HouseTests
{
    private static readonly Dictionary<string, string[]> MayDependOn = new(StringComparer.Ordinal)
    {
        ["Refwatch"] = [],
        ["Refwatch.Azure"] = ["Refwatch"],
        ["Refwatch.Web"] = ["Refwatch.Azure"],
        ["Refwatch.Cli"] = ["Refwatch.Web"],
        ["Refwatch.Functions"] = ["Refwatch.Web"],
    };

    [Fact]
    public void Projects_depend_one_way()
    {
        var folders = Directory.GetDirectories(Path.Combine(DevelopmentData.Repository, "src")).Select(static folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal);
        Assert.Equal(MayDependOn.Keys.Order(StringComparer.Ordinal), folders);
        foreach (var (project, allowed) in MayDependOn)
        {
            Assert.Equal(allowed, Project(project).Descendants("ProjectReference").Select(static reference => Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!)));
        }
    }

    [Fact]
    public void The_core_knows_no_cloud_no_web_framework_and_no_console()
    {
        var core = Project("Refwatch");
        Assert.DoesNotContain(core.Descendants("PackageReference"), static package => ((string)package.Attribute("Include")!).StartsWith("Azure", StringComparison.Ordinal));
        Assert.Empty(core.Descendants("FrameworkReference"));
        Assert.All(SourcesOf("Refwatch"), static file => Assert.DoesNotContain("Console.", File.ReadAllText(file), StringComparison.Ordinal));
    }

    [Fact]
    public void The_spine_is_short_and_files_hold_one_noun()
    {
        Assert.InRange(File.ReadLines(Path.Combine(DevelopmentData.Repository, "src", "Refwatch", "PageCheck.cs")).Count(), 1, 99);
        Assert.All(MayDependOn.Keys.SelectMany(SourcesOf), static file => Assert.True(File.ReadLines(file).Count() <= 350, file));
    }

    [Fact]
    public void Every_json_document_carries_its_schema_version()
    {
        var documents = typeof(Pipeline).Assembly.GetTypes().Where(static type => type.Name.EndsWith("Document", StringComparison.Ordinal) && type.IsNestedPrivate);
        Assert.NotEmpty(documents);
        Assert.All(documents, static type => Assert.NotNull(type.GetProperty("SchemaVersion")));
        Assert.All([typeof(Ledger), typeof(InboxItem), typeof(Alert), typeof(CaptureNotes)], static type => Assert.NotNull(type.GetProperty("SchemaVersion")));
    }

    private static XDocument Project(string name) => XDocument.Load(Path.Combine(DevelopmentData.Repository, "src", name, $"{name}.csproj"));

    private static IEnumerable<string> SourcesOf(string project) =>
        Directory.EnumerateFiles(Path.Combine(DevelopmentData.Repository, "src", project), "*.cs", SearchOption.AllDirectories)
            .Where(static file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
}
