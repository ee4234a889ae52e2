using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ecommerce.Conformance;

/// <summary>Takes OTLP over HTTP and keeps the bytes; names and values are text in them, which is all that is looked for.</summary>
public sealed class TelemetryCollector : IAsyncDisposable
{
    private readonly WebApplication server;
    private readonly ConcurrentQueue<string> traces = new();

    private TelemetryCollector()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        server = builder.Build();
        server.MapPost("/v1/traces", async (HttpRequest request) => traces.Enqueue(await ReadAsync(request)));
        server.MapPost("/v1/{signal}", () => Results.Ok());
    }

    /// <summary>The base address to export to.</summary>
    public Uri Address => new(server.Urls.First());

    /// <summary>All the exported traces, byte for byte as Latin-1.</summary>
    public string Traces => string.Concat(traces);

    /// <summary>Starts on a free port.</summary>
    public static async Task<TelemetryCollector> StartAsync()
    {
        var collector = new TelemetryCollector();
        await collector.server.StartAsync();
        return collector;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => server.DisposeAsync();

    private static async Task<string> ReadAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body, Encoding.Latin1);
        return await reader.ReadToEndAsync();
    }
}
