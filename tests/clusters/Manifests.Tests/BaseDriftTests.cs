using System.Text.Json.Nodes;
using Ecommerce.Manifests.Tests.Drift;

namespace Ecommerce.Manifests.Tests;

/// <summary>The base is what the model says, although nothing of the tool that writes it is at hand.</summary>
public sealed class BaseDriftTests : IDisposable
{
    private const string Advice = """
        manifests/base is not what the model says. If the change of the model is meant, write the base anew
        where the public package feed answers, and review it:
        ./manifests/generate.sh && git diff manifests/base
        """;

    private static readonly string Folder = Path.Combine(Repository.Root, "manifests/base");
    private static readonly Model Model = new(Release.ImageOf);

    private readonly AppHostProgram appHost = new();

    [Fact]
    public async Task Base_matches_the_model()
    {
        var (exitCode, error) = await appHost.RunAsync("--publisher", "manifest", "--output-path", "shop.json");
        Assert.Equal((0, ""), (exitCode, error));

        var differences = Differences.Between(Model.Read(await appHost.ReadAsync("shop.json")), Base.Read(Folder)).ToList();
        Assert.True(differences.Count == 0, $"{Advice}\n{string.Join('\n', differences)}");
    }

    [Fact]
    public void Base_has_no_folder_of_a_removed_resource()
        => Assert.Equal(Base.Read(Folder).Keys.Order(), Base.Folders(Folder).Order());

    [Theory]
    [InlineData("""{"user-service":{"env":{"JWT_EXPIRATION":"7200"}}}""",
        "user-service: env JWT_EXPIRATION is '7200' in the model and '3600' in the base")]
    [InlineData("""{"user-service":{"env":{"NEW_SETTING":"on"}}}""",
        "user-service: env NEW_SETTING is 'on' in the model and not in the base")]
    [InlineData("""{"user-service":{"env":{"JWT_EXPIRATION":null}}}""",
        "user-service: env JWT_EXPIRATION is '3600' in the base and not in the model")]
    [InlineData("""{"orders":{"connectionString":"{postgres.connectionString};Database=sales"}}""", "order-service: env "
        + "ConnectionStrings__orders is 'Host=postgres;Port=5432;Username=postgres;Password=$(PARAM_POSTGRES_PASSWORD);Database=sales' in "
        + "the model and 'Host=postgres;Port=5432;Username=postgres;Password=$(PARAM_POSTGRES_PASSWORD);Database=orders' in the base")]
    [InlineData("""{"redis":{"image":"docker.io/library/redis:9.0"}}""",
        "redis: image is 'docker.io/library/redis:9.0' in the model and 'docker.io/library/redis:8.6' in the base")]
    [InlineData("""{"redis":{"args":["-c","redis-server"]}}""", "redis: arguments is '[-c] [redis-server]' in the model and '[-c] "
        + "[redis-server --requirepass $REDIS_PASSWORD --save 60 1]' in the base")]
    [InlineData("""{"redis":{"volumes":[{"name":"redis-data","target":"/elsewhere"}]}}""",
        "redis: volume redis-data is '/elsewhere' in the model and '/data' in the base")]
    [InlineData("""{"gateway":{"env":{"SECRET":"{postgres-password.value}"}}}""", "gateway: env SECRET is '$(PARAM_POSTGRES_PASSWORD)' in "
        + "the model and not in the base")]
    [InlineData("""{"gateway":{"env":{"Features__Directory":"/flags"}}}""", "gateway: env Features__Directory is '/flags' in the model "
        + "and not in the base|gateway: volume feature-flags is '/flags from ConfigMap feature-flags?' in the model and not in the base")]
    [InlineData("""{"cart-service":{"bindings":{"grpc":{"scheme":"http","targetPort":9000}}}}""", "cart-service: port grpc is '9000' in "
        + "the model and not in the base|cart-service: service port grpc is '9000 to grpc' in the model and not in the base")]
    [InlineData("""{"storefront":null}""", "storefront is in the base and not in the model")]
    [InlineData("""{"gift-service":{"type":"project.v0"}}""", "gift-service is in the model and not in the base")]
    [InlineData("""{"job":{"type":"executable.v0"}}""", "job is in the model and not in the base")]
    public async Task Model_change_is_reported(string change, string differences)
    {
        var manifest = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root,
            "tests/clusters/Manifests.Tests/aspire-manifest.json")))!;
        Change(manifest["resources"]!.AsObject(), JsonNode.Parse(change)!.AsObject());

        Assert.Equal(differences.Split('|'), Differences.Between(Model.Read(manifest.ToJsonString()), Base.Read(Folder)));
    }

    [Theory]
    [InlineData("{mongo-password-uri-encoded.value}", "Aspirate resolves")]
    [InlineData("{postgres.bindings.tcp.tlsEnabled}", "has no tlsEnabled")]
    [InlineData("{nobody.connectionString}", "refers to nobody")]
    public async Task Expression_that_Aspirate_cannot_resolve_is_rejected(string reference, string reason)
    {
        var manifest = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root,
            "tests/clusters/Manifests.Tests/aspire-manifest.json")))!;
        manifest["resources"]!["gateway"]!["env"]!["X"] = reference;

        Assert.Contains(reason, Assert.Throws<InvalidOperationException>(() => Model.Read(manifest.ToJsonString())).Message,
            StringComparison.Ordinal);
    }

    public void Dispose() => appHost.Dispose();

    // A null takes away, an object goes deeper, anything else stands in.
    private static void Change(JsonObject target, JsonObject change)
    {
        foreach (var (name, value) in change)
        {
            if (value is null) target.Remove(name);
            else if (value is JsonObject inner && target[name] is JsonObject existing) Change(existing, inner);
            else target[name] = value.DeepClone();
        }
    }
}
