using System.Net;
using System.Text.Json.Nodes;
using Ecommerce.Testing;
using Ecommerce.UserService.Tests.Api;

namespace Ecommerce.UserService.Tests;

/// <summary>Feature flags as the shop's owner switches them, on two replicas of a shop of its own.</summary>
[Collection(UserServiceCollection.Name)]
public sealed class FeatureTests(UserServiceFixture service) : IAsyncLifetime
{
    private const string Providers = "/users/external";
    private const string Flag = "/features/SOCIAL_LOGIN";

    private ServiceProcess process = null!;
    private ServiceProcess other = null!;

    private HttpClient Http => process.Client;

    public async ValueTask InitializeAsync()
    {
        var environment = service.Environment(await service.Postgres.CreateDatabaseAsync());
        // What the deployment says counts until the owner says something.
        environment["SOCIAL_LOGIN"] = "false";
        environment.Remove("Features__Directory");
        process = await UserServiceFixture.StartAsync(new(environment));
        other = await UserServiceFixture.StartAsync(new(environment));
    }

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        await other.DisposeAsync();
    }

    [Fact]
    public async Task Owner_switches_a_flag_here_at_once_and_on_the_other_replica_within_seconds_and_back_again()
    {
        var admin = await Http.LoginAsync("admin@ecommerce.example", UserServiceFixture.DemoPassword);
        Assert.Equal(HttpStatusCode.NotFound, await Http.GetAsync(Providers).StatusAsync());

        var changed = await Http.CallAsync(HttpMethod.Put, Flag, new { enabled = true }, admin.Access);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await Http.GetAsync(Providers).StatusAsync());
        await Eventually.Async(
            async () => await other.Client.GetAsync(Providers).StatusAsync() == HttpStatusCode.OK, "the other replica knows it");

        var seen = await StateAsync(other.Client, accessToken: null);
        Assert.Equal((true, true, null), ((bool)seen["enabled"]!, (bool)seen["isOverridden"]!, (string?)seen["changedBy"]));
        Assert.NotNull((string?)(await StateAsync(other.Client, admin.Access))["changedBy"]);
        var trail = await Http.GetAsync("/users/me/audit", admin.Access).ReadAsync(HttpStatusCode.OK);
        Assert.Equal(
            "SOCIAL_LOGIN -> on",
            trail["items"]!.AsArray().First(entry => entry!.Text("action") == "feature-changed")!.Text("detail"));

        await Http.CallAsync(HttpMethod.Put, Flag, new { enabled = (bool?)null }, admin.Access);
        Assert.Equal(HttpStatusCode.NotFound, await Http.GetAsync(Providers).StatusAsync());
        await Eventually.Async(
            async () => await other.Client.GetAsync(Providers).StatusAsync() == HttpStatusCode.NotFound, "it is as deployed again");
        Assert.False((bool)(await StateAsync(Http, accessToken: null))["isOverridden"]!);
    }

    [Fact]
    public async Task Others_do_not_switch_and_what_is_no_flag_is_refused()
    {
        var (admin, customer) = (
            await Http.LoginAsync("admin@ecommerce.example", UserServiceFixture.DemoPassword),
            await Http.LoginAsync("customer@ecommerce.example", UserServiceFixture.DemoPassword));

        Assert.Equal(HttpStatusCode.Unauthorized, await PutAsync(Flag, new { enabled = true }, token: null));
        Assert.Equal(HttpStatusCode.Forbidden, await PutAsync(Flag, new { enabled = true }, customer.Access));
        Assert.Equal(HttpStatusCode.NotFound, await PutAsync("/features/NO_SUCH_FLAG", new { enabled = true }, admin.Access));
        Assert.Equal(HttpStatusCode.BadRequest, await PutAsync(Flag, new { }, admin.Access));
        Assert.Equal(HttpStatusCode.BadRequest, await PutAsync(Flag, new { enabled = "yes" }, admin.Access));
        Assert.False((bool)(await StateAsync(Http, accessToken: null))["enabled"]!);

        async Task<HttpStatusCode> PutAsync(string path, object body, string? token)
            => (await Http.CallAsync(HttpMethod.Put, path, body, token)).StatusCode;
    }

    private static async Task<JsonNode> StateAsync(HttpClient http, string? accessToken)
    {
        var list = await http.CallAsync(HttpMethod.Get, "/features", accessToken: accessToken);
        Assert.Equal(HttpStatusCode.OK, list.StatusCode);
        var items = JsonNode.Parse(await list.Content.ReadAsStringAsync())!["items"]!.AsArray();
        Assert.Equal(4, items.Count);
        return items.Single(item => item!.Text("name") == "SOCIAL_LOGIN")!;
    }
}
