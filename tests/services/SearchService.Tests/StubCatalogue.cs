using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ecommerce.SearchService.Tests;

/// <summary>Exports the products that a test put into it, a line each.</summary>
public sealed class StubCatalogue : IAsyncDisposable
{
    private readonly WebApplication server;

    private StubCatalogue()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        server = builder.Build();
        server.MapGet("/products/export", ExportAsync);
    }

    public Uri Address => new(server.Urls.First());

    public ConcurrentDictionary<Guid, Sample> Products { get; } = [];

    /// <summary>Runs after each line; holds the export up, or breaks it off.</summary>
    public Func<Sample, Task> Between { get; set; } = _ => Task.CompletedTask;

    /// <summary>Who asked last.</summary>
    public string? Authorization { get; private set; }

    public static async Task<StubCatalogue> StartAsync()
    {
        var catalogue = new StubCatalogue();
        await catalogue.server.StartAsync();
        return catalogue;
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task ExportAsync(HttpContext http)
    {
        Authorization = http.Request.Headers.Authorization;
        http.Response.ContentType = "application/x-ndjson";
        foreach (var product in Products.Values.OrderBy(product => product.Id))
        {
            await http.Response.WriteAsync(product.Exported().ToJsonString() + "\n");
            await http.Response.Body.FlushAsync();
            await Between(product);
        }
    }
}
