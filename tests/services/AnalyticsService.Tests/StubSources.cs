using System.Collections.Concurrent;
using Ecommerce.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ecommerce.AnalyticsService.Tests;

/// <summary>The services that analytics reads from: their exports and their event logs, as a test has prepared them.</summary>
public sealed class StubSources : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly ConcurrentDictionary<string, Func<Task<IEnumerable<string>>>> exports = new();

    private StubSources()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        application = builder.Build();
        application.MapGet("/event-log", (HttpRequest request) => Results.Content(EventLog.Answer(request.Query), "application/json"));
        application.MapFallback(ExportAsync);
    }

    public Uri Address => new(application.Urls.First());

    /// <summary>A service in the midst of an export dies after so many lines.</summary>
    public int? DiesAfter { get; set; }

    /// <summary>Whether callers brought a token.</summary>
    public ConcurrentBag<bool> Authorized { get; } = [];

    public static async Task<StubSources> StartAsync()
    {
        var sources = new StubSources();
        await sources.application.StartAsync();
        return sources;
    }

    /// <param name="path">Such as <c>/orders/export</c>.</param>
    /// <param name="lines">Is asked each time that the export is read.</param>
    public void Export(string path, Func<Task<IEnumerable<string>>> lines) => exports[path] = lines;

    /// <summary>Events that a service has published and the broker has lost.</summary>
    public StubEventLog EventLog { get; } = new("a-service");

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private async Task ExportAsync(HttpContext http)
    {
        Authorized.Add(http.Request.Headers.Authorization.Count > 0);
        if (!exports.TryGetValue(http.Request.Path, out var lines))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        http.Response.ContentType = "application/x-ndjson";
        var sent = 0;
        foreach (var line in await lines())
        {
            await http.Response.WriteAsync(line + "\n");
            if (++sent == DiesAfter)
                http.Abort();
        }
    }
}
