using System.Text.Json.Nodes;

namespace Ecommerce.Manifests.Tests;

public sealed class ShopManifestTests : IDisposable
{
    private const string Advice = """
        The shop's manifest is not the one that was committed. If the change is meant, write it anew and review what changes in a cluster:
        dotnet run --project Ecommerce.AppHost -- --publisher manifest --output-path ../tests/Manifests.Tests/aspire-manifest.json
        """;

    // Where mail goes and where links lead: nothing to hide.
    private static readonly string[] Open = ["smtp-host", "mail-from", "storefront-address", "back-office-address", "api-address"];

    private readonly AppHostProgram appHost = new();

    [Fact]
    public async Task Published_manifest_equals_the_committed_one_without_errors()
    {
        var (exitCode, error) = await appHost.RunAsync("--publisher", "manifest", "--output-path", "shop.json");

        // Aspirate takes any word on standard error for a failure.
        Assert.Equal("", error);
        Assert.Equal(0, exitCode);
        Json.Equal(await CommittedAsync(), await appHost.ReadAsync("shop.json"), Advice);
    }

    [Fact]
    public async Task Publish_step_writes_the_same_manifest_into_a_folder()
    {
        var (exitCode, error) = await appHost.RunAsync("--operation", "publish", "--step", "publish-manifest", "--output-path", ".");

        Assert.Equal("", error);
        Assert.Equal(0, exitCode);
        Json.Equal(await CommittedAsync(), await appHost.ReadAsync("aspire-manifest.json"), Advice);
    }

    [Fact]
    public async Task Manifest_contains_no_secret_values()
    {
        var resources = JsonNode.Parse(await CommittedAsync())!["resources"]!.AsObject();

        var parameters = resources.Where(resource => (string?)resource.Value!["type"] == "parameter.v0").ToList();
        Assert.Equal(
            [
                "postgres-password", "redis-password", "elastic-password", "proxy-secret", "mongo-password", "signing-key-passphrase",
                "cart-service-secret", "order-service-secret", "payment-service-secret", "notification-service-secret", "notification-key",
                    "smtp-host", "smtp-user", "smtp-password", "mail-from",
                "review-service-secret", "search-service-secret", "analytics-service-secret", "storefront-address", "back-office-address",
                "api-address",
            ],
            parameters.Select(parameter => parameter.Key));
        Assert.All(parameters, parameter =>
        {
            var input = parameter.Value!["inputs"]!["value"]!;
            Assert.Equal(!Open.Contains(parameter.Key), (bool?)input["secret"] ?? false);
            Assert.Null(input["default"]);
        });
    }

    [Fact]
    public async Task Service_uses_only_expressions_that_Aspirate_resolves()
    {
        var resources = JsonNode.Parse(await CommittedAsync())!["resources"]!.AsObject();

        var projects = resources.Where(resource => (string?)resource.Value!["type"] == "project.v0").ToList();
        Assert.Equal(12, projects.Count);
        Assert.All(projects, project =>
        {
            Assert.Equal(["http"], project.Value!["bindings"]!.AsObject().Select(binding => binding.Key));
            Assert.DoesNotContain("encoded", project.Value!.ToJsonString(), StringComparison.Ordinal);
            Assert.Null(project.Value!["args"]);
        });
    }

    public void Dispose() => appHost.Dispose();

    private static Task<string> CommittedAsync()
        => File.ReadAllTextAsync(Path.Combine(Repository.Root, "tests/clusters/Manifests.Tests/aspire-manifest.json"));
}
