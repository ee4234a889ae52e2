using System.Net;
using System.Text.Json.Nodes;
using Ecommerce.Gateway.Tests.Stubs;

namespace Ecommerce.Gateway.Tests;

/// <summary>The gateway's readiness, by the services behind it.</summary>
[Collection(GatewayCollection.Name)]
public sealed class ReadinessTests(GatewayFixture gateway)
{
    [Fact]
    public async Task Gateway_is_healthy_when_every_service_answers()
    {
        var report = await ReadAsync(gateway.Http);

        Assert.Equal("Healthy", (string?)report["status"]);
        Assert.All(gateway.Services.Keys, service => Assert.Equal("Healthy", (string?)report["checks"]![service]!["status"]));
    }

    [Fact]
    public async Task Unreachable_service_is_named_and_the_gateway_stays_ready()
    {
        var gone = await StubService.StartAsync("payment-service");
        await using var other = await gateway.StartAsync(("services__payment-service__http__0", gone.Address));
        Assert.Equal("Healthy", (string?)(await ReadAsync(other.Client))["status"]);
        await gone.DisposeAsync();

        var report = await ReadAsync(other.Client);

        Assert.Equal("Degraded", (string?)report["status"]);
        Assert.Equal(
            ["payment-service"], report["checks"]!.AsObject().Where(check => (string?)check.Value!["status"] != "Healthy").Select(
                check => check.Key));
    }

    [Fact]
    public async Task Service_answering_500_is_degraded()
    {
        await using var broken = await StubService.StartAsync("payment-service", http =>
        {
            http.Response.StatusCode = (int)HttpStatusCode.InternalServerError;
            return Task.CompletedTask;
        });
        await using var other = await gateway.StartAsync(("services__payment-service__http__0", broken.Address));

        Assert.Equal("Degraded", (string?)(await ReadAsync(other.Client))["checks"]!["payment-service"]!["status"]);
    }

    private static async Task<JsonNode> ReadAsync(HttpClient http)
    {
        using var answer = await http.GetAsync("/v1/check/readiness");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }
}
