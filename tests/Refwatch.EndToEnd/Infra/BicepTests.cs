using System.Text.Json;
using Xunit;

namespace Refwatch.EndToEnd.Infra;

/// <summary>What infra/ would deploy, by the compiler's own word.</summary>
public sealed class BicepTests
{
    /// <summary>https://learn.microsoft.com/azure/role-based-access-control/built-in-roles</summary>
    private static readonly Dictionary<string, string> BuiltInRoles = new(StringComparer.Ordinal)
    {
        ["b7e6dc6d-f1e8-4753-8033-0f276bb0955b"] = "Storage Blob Data Owner",
        ["974c5e8b-45b9-4653-ba55-5f855dd0fb88"] = "Storage Queue Data Contributor",
        ["4633458b-17de-408a-b874-0445c86b69e6"] = "Key Vault Secrets User",
        ["12338af0-0e69-4776-bea7-57ae8d297424"] = "Key Vault Crypto User",
        ["3913510d-42f4-4e42-8a64-420c390055eb"] = "Monitoring Metrics Publisher",
    };

    [BicepFact]
    public async Task It_compiles_without_a_warning()
    {
        var build = await Bicep.RunAsync("build", Bicep.Main, "--stdout");
        Assert.Equal((0, ""), (build.ExitCode, build.Errors.Trim()));
    }

    [BicepFact]
    public async Task The_captures_are_immutable_and_versioned_the_state_is_not_and_no_account_has_keys()
    {
        var resources = await PredictAsync();
        var accounts = Of(resources, "Microsoft.Storage/storageAccounts");
        Assert.Equal(["testcaptures", "teststate"], accounts.Select(Name));
        Assert.All(accounts, static account => Assert.False(account.GetProperty("properties").GetProperty("allowSharedKeyAccess").GetBoolean()));
        var services = Of(resources, "Microsoft.Storage/storageAccounts/blobServices").Select(static service => (Name(service), service.GetProperty("properties").GetProperty("isVersioningEnabled").GetBoolean()));
        Assert.Equal([("testcaptures/default", true), ("teststate/default", false)], services);
        Assert.Equal("testcaptures/default/captures/default", Name(Assert.Single(Of(resources, "Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies"))));
        Assert.Equal(["testcaptures/default/captures", "teststate/default/deployment", "teststate/default/state"], Of(resources, "Microsoft.Storage/storageAccounts/blobServices/containers").Select(Name));
        Assert.Equal(
            ["teststate/default/alerts", "teststate/default/alerts-poison", "teststate/default/visits", "teststate/default/visits-poison"],
            Of(resources, "Microsoft.Storage/storageAccounts/queueServices/queues").Select(Name));
    }

    [BicepFact]
    public async Task The_app_runs_the_custom_handler_and_its_identity_has_the_roles_it_needs_and_no_others()
    {
        var resources = await PredictAsync();
        var app = Assert.Single(Of(resources, "Microsoft.Web/sites")).GetProperty("properties");
        Assert.Equal("custom", app.GetProperty("functionAppConfig").GetProperty("runtime").GetProperty("name").GetString());
        var settings = app.GetProperty("siteConfig").GetProperty("appSettings").EnumerateArray().ToDictionary(Name, static setting => setting.GetProperty("value").GetString(), StringComparer.Ordinal);
        Assert.Equal("teststate", settings["AzureWebJobsStorage__accountName"]);
        Assert.Equal("@Microsoft.KeyVault(VaultName=test-vault;SecretName=SMTP-PASSWORD)", settings["SMTP_PASSWORD"]);

        // Its id: …/{the resource}/providers/Microsoft.Authorization/roleAssignments/{name}
        var roles = Of(resources, "Microsoft.Authorization/roleAssignments").Select(static role =>
        {
            var properties = role.GetProperty("properties");
            Assert.Contains("Microsoft.Web/sites/test-functions", properties.GetProperty("principalId").GetString(), StringComparison.Ordinal);
            return (BuiltInRoles[properties.GetProperty("roleDefinitionId").GetString()!.Split('/')[^1]], role.GetProperty("id").GetString()!.Split('/')[^5]);
        });
        Assert.Equal(
            [
                ("Key Vault Crypto User", "test-vault"), ("Key Vault Secrets User", "test-vault"), ("Monitoring Metrics Publisher", "test-insights"),
                ("Storage Blob Data Owner", "testcaptures"), ("Storage Blob Data Owner", "teststate"), ("Storage Queue Data Contributor", "teststate"),
            ],
            roles.Order());
    }

    /// <summary>The resources of a deployment with these parameters, as far as they can be told before it.</summary>
    private static async Task<List<JsonElement>> PredictAsync()
    {
        var folder = Directory.CreateTempSubdirectory("refwatch-bicep-");
        try
        {
            var parameters = Path.Combine(folder.FullName, "test.bicepparam");
            await File.WriteAllTextAsync(parameters, $"""
                using '{Path.GetRelativePath(folder.FullName, Bicep.Main)}'
                param name = 'test'
                param location = 'westeurope'
                param contact = 'us@example.org'
                param operator = 'us@example.org'
                param channelSecrets = [ 'SMTP_PASSWORD' ]
                """);
            var snapshot = await Bicep.RunAsync("snapshot", parameters, "--mode", "overwrite", "--subscription-id", $"{Guid.Empty}", "--resource-group", "test");
            Assert.Equal((0, ""), (snapshot.ExitCode, snapshot.Errors.Trim()));
            using var document = JsonDocument.Parse(await File.ReadAllTextAsync(Path.ChangeExtension(parameters, ".snapshot.json")));
            return [.. document.RootElement.GetProperty("predictedResources").EnumerateArray().Select(static resource => resource.Clone())];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static List<JsonElement> Of(List<JsonElement> resources, string type) =>
        [.. resources.Where(resource => resource.GetProperty("type").GetString() == type).OrderBy(Name, StringComparer.Ordinal)];

    private static string Name(JsonElement named) => named.GetProperty("name").GetString()!;
}
