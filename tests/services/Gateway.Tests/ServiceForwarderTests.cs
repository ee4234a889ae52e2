using System.Net;
using System.Text.Json.Nodes;
using Ecommerce.Gateway.Domain;
using Ecommerce.Gateway.Features.Forwarding;
using Ecommerce.Gateway.Tests.Stubs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Gateway.Tests;

/// <summary>Forwarding by itself, with a route whose service may be silent for only a second.</summary>
public sealed class ServiceForwarderTests
{
    private const int ActivityTimeoutSeconds = 1;

    [Fact]
    public async Task Unreachable_service_returns_502()
    {
        var service = await StubService.StartAsync("catalog-service");
        var address = service.Address;
        await service.DisposeAsync();

        await AssertProblemAsync(address, HttpStatusCode.BadGateway, "bad-gateway");
    }

    [Fact]
    public async Task Silent_service_returns_504()
    {
        await using var service = await StubService.StartAsync(
            "catalog-service", http => Task.Delay(Timeout.Infinite, http.RequestAborted));
        await AssertProblemAsync(service.Address, HttpStatusCode.GatewayTimeout, "timeout");
    }

    [Fact]
    public async Task Aborted_response_returns_502()
    {
        await using var service = await StubService.StartAsync("catalog-service", http =>
        {
            http.Abort();
            return Task.CompletedTask;
        });
        await AssertProblemAsync(service.Address, HttpStatusCode.BadGateway, "bad-gateway");
    }

    private static async Task AssertProblemAsync(string service, HttpStatusCode status, string type)
    {
        await using var gateway = await ForwardAllAsync(service);
        using var http = new HttpClient { BaseAddress = new Uri(gateway.Urls.Single()) };
        http.DefaultRequestHeaders.UserAgent.ParseAdd("tests/1.0");

        using var answer = await http.GetAsync("/products");

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.Equal($"urn:ecommerce:problem:{type}", problem["type"]!.GetValue<string>());
        Assert.Contains("catalog-service", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private static async Task<WebApplication> ForwardAllAsync(string address)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore().AddLogging().AddOptions().AddProblemDetails().AddForwarding();
        var app = builder.Build();
        var route = new ServiceRoute("/products", "catalog-service", ActivityTimeoutSeconds: ActivityTimeoutSeconds);
        app.Run(context => app.Services.GetRequiredService<ServiceForwarder>().ForwardAsync(context, route, address));
        await app.StartAsync();
        return app;
    }
}
