using System.Globalization;
using Ecommerce.Gateway.Tests.Stubs;
using Ecommerce.Testing;
using Microsoft.AspNetCore.Http;

namespace Ecommerce.Gateway.Tests;

/// <summary>The gateway as a process, with a stub for each service behind it.</summary>
public sealed class GatewayFixture : IAsyncLifetime
{
    public const string Origin = "https://shop.example";

    private static readonly string[] Names =
    [
        "user-service", "catalog-service", "cart-service", "order-service", "payment-service",
        "notification-service", "review-service", "search-service", "analytics-service",
    ];
    private ServiceProcess process = null!;

    internal Dictionary<string, StubService> Services { get; } = [];

    public TestTokens Tokens { get; private set; } = null!;

    /// <summary>A client with a name.</summary>
    public HttpClient Http => process.Client;

    /// <summary>A client that sends no User-Agent of its own.</summary>
    public HttpClient WithoutUserAgent { get; private set; } = null!;

    /// <summary>Lets the order service's second event go.</summary>
    public TaskCompletionSource SecondEvent { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Text by which a stub's request is found again.</summary>
    public static string NewMark() => Guid.CreateVersion7().ToString("N");

    /// <summary>What the gateway needs to start.</summary>
    public Dictionary<string, string> Environment()
    {
        var environment = new Dictionary<string, string>(Tokens.Environment)
        {
            // The stub stands where user-service is; the keys are elsewhere.
            ["Authentication__Authority"] = "http://authority",
            ["services__authority__http__0"] = Tokens.Address.ToString(),
            ["Cors__Origins__0"] = Origin,
            ["Proxy__Secret"] = TestProxy.Secret,
        };
        foreach (var (name, service) in Services)
            environment[$"services__{name}__http__0"] = service.Address;
        return environment;
    }

    /// <summary>Another gateway in front of the same services.</summary>
    public async Task<ServiceProcess> StartAsync(params (string Name, string Value)[] settings)
    {
        var environment = Environment();
        foreach (var (name, value) in settings)
            environment[name] = value;
        var gateway = await ServiceProcess.StartAsync("Ecommerce.Gateway", environment);
        gateway.Client.DefaultRequestHeaders.UserAgent.ParseAdd("tests/1.0");
        return gateway;
    }

    public async ValueTask InitializeAsync()
    {
        Tokens = await TestTokens.StartAsync();
        foreach (var name in Names)
            Services[name] = await StubService.StartAsync(name, name switch
            {
                "order-service" => AnswerEventsAsync,
                "catalog-service" => CountAsync,
                _ => null,
            });
        process = await StartAsync(("RateLimit__PermitsPerMinute", "100000"));
        WithoutUserAgent = new HttpClient { BaseAddress = process.Address };
    }

    public async ValueTask DisposeAsync()
    {
        WithoutUserAgent.Dispose();
        await process.DisposeAsync();
        await Tokens.DisposeAsync();
        foreach (var service in Services.Values)
            await service.DisposeAsync();
    }

    private async Task AnswerEventsAsync(HttpContext context)
    {
        if (!context.Request.Query.ContainsKey("stream"))
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            await context.Response.WriteAsync("order-service");
            return;
        }

        context.Response.ContentType = "text/event-stream";
        await context.Response.WriteAsync("data: first\n");
        await SecondEvent.Task.WaitAsync(TimeSpan.FromSeconds(20), context.RequestAborted);
        await context.Response.WriteAsync("data: second\n");
    }

    private static async Task CountAsync(HttpContext context)
    {
        var counted = 0L;
        var buffer = new byte[64 * 1024];
        while (await context.Request.Body.ReadAsync(buffer) is > 0 and var read)
            counted += read;
        await context.Response.WriteAsync(
            context.Request.Query.ContainsKey("count") ? counted.ToString(CultureInfo.InvariantCulture) : "catalog-service");
    }
}

[CollectionDefinition(Name)]
public sealed class GatewayCollection : ICollectionFixture<GatewayFixture>
{
    public const string Name = "gateway";
}
