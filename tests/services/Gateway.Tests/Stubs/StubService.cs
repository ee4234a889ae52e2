using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Ecommerce.Gateway.Tests.Stubs;

/// <summary>A service behind the gateway: it remembers what reached it, and answers with its own name unless hasLength otherwise.</summary>
internal sealed class StubService : IAsyncDisposable
{
    private readonly WebApplication app;

    private StubService(string name, RequestDelegate? answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null).UseUrls(
            "http://127.0.0.1:0");
        app = builder.Build();
        app.Run(async context =>
        {
            Seen.Add(
                new(
                    context.Request.Method, context.Request.Path + context.Request.QueryString, context.Request.Headers.ToDictionary(
                        StringComparer.OrdinalIgnoreCase)));
            await (answer ?? (http => http.Response.WriteAsync(name)))(context);
        });
    }

    public ConcurrentBag<SeenRequest> Seen { get; } = [];

    public string Address => app.Urls.Single();

    public static async Task<StubService> StartAsync(string name, RequestDelegate? answer = null)
    {
        var stub = new StubService(name, answer);
        await stub.app.StartAsync();
        return stub;
    }

    /// <summary>The one request whose address holds <paramref name="mark"/>.</summary>
    public SeenRequest Request(string mark) => Assert.Single(Seen, request => request.Target.Contains(mark, StringComparison.Ordinal));

    public ValueTask DisposeAsync() => app.DisposeAsync();
}

internal sealed record SeenRequest(string Method, string Target, Dictionary<string, Microsoft.Extensions.Primitives.StringValues> Headers)
{
    public string Header(string name) => Headers.TryGetValue(name, out var value) ? value.ToString() : "";
}
