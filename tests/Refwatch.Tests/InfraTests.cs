using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Xunit;

namespace Refwatch.Tests;

/// <summary>
/// What the code reads is what infra/ declares, and the other way round: settings, containers, queues, roles, verbs. These tests read
/// Bicep's text; the compiler's word is heard beside them (Refwatch.EndToEnd, BicepTests).
/// </summary>
public sealed partial class InfraTests
{
    /// <summary>Read by the Functions host and its platform, not by us.</summary>
    private static readonly string[] HostsOwn =
        ["AzureWebJobsStorage__accountName", "APPLICATIONINSIGHTS_CONNECTION_STRING", "APPLICATIONINSIGHTS_AUTHENTICATION_STRING"];

    /// <summary>A key file is for a machine of one's own; in Azure the key lies in the vault.</summary>
    private const string OfOnesOwn = "REFWATCH_SIGN_KEY";

    [Fact]
    public void Every_setting_that_is_read_is_declared_and_every_one_declared_is_read()
    {
        var inCode = Matches(Sources("Refwatch.Web", "Refwatch.Azure"), EnvironmentVariable());
        var inTriggers = Matches(Sources("Refwatch.Functions"), ScheduleSetting()).Concat(Matches(FunctionFolders(), ScheduleSetting()));
        var declared = Matches([Infra("functions.bicep")], DeclaredSetting()).Order(StringComparer.Ordinal);
        Assert.Equal(declared, inCode.Concat(inTriggers).Concat(HostsOwn).Distinct().Where(static setting => setting != OfOnesOwn).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Both_adapters_have_the_same_triggers()
    {
        var folders = Directory.GetDirectories(Path.Combine(DevelopmentData.Repository, "src", "Refwatch.Cli", "functions")).Select(static folder => Path.GetFileName(folder)!);
        Assert.Equal(Matches(Sources("Refwatch.Functions"), FunctionName()).Order(StringComparer.Ordinal), folders.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Both_adapters_run_under_the_same_host_settings_and_one_alone_is_a_custom_handler()
    {
        var (handler, worker) = (HostFile("host.json"), HostFile("src", "Refwatch.Functions", "host.json"));
        Assert.All(["extensions", "functionTimeout", "logging"], section => Assert.True(JsonNode.DeepEquals(handler[section], worker[section]), section));
        Assert.Equal("Request;Trace", (string?)handler["logging"]!["applicationInsights"]!["samplingSettings"]!["excludedTypes"]); // what the alarms count
        Assert.Equal("refwatch", (string?)handler["customHandler"]!["description"]!["defaultExecutablePath"]);
        Assert.False(worker.ContainsKey("customHandler")); // it would select the HTTP dispatcher, whatever the runtime setting says
    }

    [Fact]
    public void Containers_and_queues_are_the_ones_that_the_code_opens()
    {
        var main = Infra("main.bicep");
        Assert.Equal(
            Matches(Sources("Refwatch.Azure"), OpenedContainer()).Append("deployment").Order(StringComparer.Ordinal),
            Matches([main], DeclaredContainers()).SelectMany(Names).Order(StringComparer.Ordinal));

        var triggers = Matches(FunctionFolders(), TriggerQueue()).Concat(Matches(Sources("Refwatch.Functions"), WorkerQueue()));
        var opened = triggers.Concat(Matches(Sources("Refwatch.Web"), OpenedQueue())).Distinct().ToList();
        Assert.Equal(
            opened.Concat(opened.Select(static queue => $"{queue}-poison")).Order(StringComparer.Ordinal),
            Matches([main], DeclaredQueues()).SelectMany(Names).Order(StringComparer.Ordinal));
        Assert.All(opened, static queue => Assert.Contains($"\"{queue}-poison\"", Infra("monitoring.bicep"), StringComparison.Ordinal)); // the alarm hears of each
    }

    [Fact]
    public void Roles_are_assigned_and_no_key_is_used()
    {
        var functions = Infra("functions.bicep");
        var roles = Matches([functions], DeclaredRole()).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(["blobDataOwner", "metricsPublisher", "queueDataContributor", "vaultCryptoUser", "vaultSecretsUser"], roles);
        Assert.All(roles, role => Assert.Contains($"'Microsoft.Authorization/roleDefinitions', {role})", functions, StringComparison.Ordinal));
        var all = string.Concat(Directory.GetFiles(InfraFolder, "*.bicep").Select(File.ReadAllText));
        Assert.DoesNotContain("listKeys", all, StringComparison.Ordinal);
        Assert.DoesNotContain("AccountKey", all, StringComparison.Ordinal);
        Assert.Contains("allowSharedKeyAccess: false", Infra("storage.bicep"), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_parameter_of_a_module_is_given_and_every_one_given_exists()
    {
        foreach (Match module in Module().Matches(Infra("main.bicep")))
        {
            var declared = Matches([Infra(module.Groups["file"].Value)], Parameter()).Order(StringComparer.Ordinal);
            var given = Matches([module.Groups["params"].Value], GivenParameter()).Order(StringComparer.Ordinal);
            Assert.Equal(declared, given);
        }

        foreach (var parameter in Matches([Infra("main.bicep")], Parameter()))
        {
            Assert.Matches($@"@description\([^\n]*\)\n(@[^\n]*\n)*param {parameter} ", Infra("main.bicep"));
        }
    }

    [Fact]
    public void Units_and_container_run_verbs_that_exist()
    {
        var root = Path.Combine(InfraFolder, "systemd");
        var verbs = Directory.GetFiles(root).SelectMany(static unit => Matches([File.ReadAllText(unit)], UnitVerb())).Order(StringComparer.Ordinal);
        Assert.Equal(["serve", "watch"], verbs);
        Assert.All(verbs, static verb => Assert.True(File.Exists(Path.Combine(
            DevelopmentData.Repository, "src", "Refwatch.Cli", "Commands", $"{char.ToUpperInvariant(verb[0])}{verb[1..]}Command.cs"))));
        Assert.Contains("CMD [\"watch\"]", File.ReadAllText(Path.Combine(InfraFolder, "container", "Containerfile")), StringComparison.Ordinal);
    }

    private static JsonObject HostFile(params string[] path) => JsonNode.Parse(File.ReadAllText(Path.Combine([DevelopmentData.Repository, .. path])))!.AsObject();

    private static string InfraFolder => Path.Combine(DevelopmentData.Repository, "infra");

    private static string Infra(string file) => File.ReadAllText(Path.Combine(InfraFolder, file));

    private static IEnumerable<string> FunctionFolders() =>
        Directory.GetFiles(Path.Combine(DevelopmentData.Repository, "src", "Refwatch.Cli", "functions"), "function.json", SearchOption.AllDirectories).Select(File.ReadAllText);

    private static IEnumerable<string> Sources(params string[] projects) => projects
        .SelectMany(static project => Directory.GetFiles(Path.Combine(DevelopmentData.Repository, "src", project), "*.cs", SearchOption.AllDirectories))
        .Where(static file => !file.Contains("/obj/", StringComparison.Ordinal))
        .Select(File.ReadAllText);

    private static IEnumerable<string> Matches(IEnumerable<string> texts, Regex pattern) =>
        texts.SelectMany(text => pattern.Matches(text).Select(static match => match.Groups[1].Value)).Distinct();

    private static IEnumerable<string> Names(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(static name => name.Trim('\''));

    [GeneratedRegex("\"((?:REFWATCH|OTEL)_[A-Z_]+)\"")]
    private static partial Regex EnvironmentVariable();

    [GeneratedRegex("%([A-Za-z]+)%")]
    private static partial Regex ScheduleSetting();

    [GeneratedRegex(@"\{ name: '([A-Za-z_]+)', value:")]
    private static partial Regex DeclaredSetting();

    [GeneratedRegex(@"\[Function\(""(\w+)""\)\]")]
    private static partial Regex FunctionName();

    [GeneratedRegex(@"OpenContainerAsync\([^)]*""(\w+)""")]
    private static partial Regex OpenedContainer();

    [GeneratedRegex(@"OpenQueueAsync\(""(\w+)""")]
    private static partial Regex OpenedQueue();

    [GeneratedRegex(@"""queueName"":\s*""([\w-]+)""")]
    private static partial Regex TriggerQueue();

    [GeneratedRegex(@"\[QueueTrigger\(""([\w-]+)""")]
    private static partial Regex WorkerQueue();

    [GeneratedRegex(@"containers: \[ ([^\]]+) \]")]
    private static partial Regex DeclaredContainers();

    [GeneratedRegex(@"queues: \[ ([^\]]+) \]")]
    private static partial Regex DeclaredQueues();

    [GeneratedRegex("(?m)^var (\\w+) = '[0-9a-f-]{36}'")]
    private static partial Regex DeclaredRole();

    [GeneratedRegex(@"(?m)^param (\w+) ")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"module \w+ '(?<file>[\w.]+)' = \{\s+name: '\w+'\s+params: (?<params>\{[^\n]*\}|\{\n.*?\n  \})\n\}", RegexOptions.Singleline)]
    private static partial Regex Module();

    [GeneratedRegex(@"(\w+): ")]
    private static partial Regex GivenParameter();

    [GeneratedRegex(@"ExecStart=/opt/refwatch/refwatch (\w+)")]
    private static partial Regex UnitVerb();
}
