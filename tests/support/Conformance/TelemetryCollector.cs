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

    /// <summary>The different values of a text attribute of spans; short ones, below 128 bytes.</summary>
    public IReadOnlyList<string> ValuesOf(string attribute)
    {
        // KeyValue of OTLP: after the key the value's tag and length, then the text's tag and length.
        var all = Traces;
        return [.. Enumerable.Range(0, all.Length - attribute.Length)
            .Where(at => string.CompareOrdinal(all, at, $"{attribute}\u0012", 0, attribute.Length + 1) == 0)
            .Select(at => at + attribute.Length + 3)
            .Select(length => all.Substring(length + 1, all[length])).Distinct(StringComparer.Ordinal)];
    }

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
