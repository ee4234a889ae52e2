using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ecommerce.Bench.Search;

/// <summary>The catalogue's export, as fast as it can be read.</summary>
internal sealed class ExportStub : IAsyncDisposable
{
    private readonly WebApplication server;

    private ExportStub(int products)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        server = builder.Build();
        server.MapGet("/products/export", async (HttpResponse response) =>
        {
            response.ContentType = "application/x-ndjson";
            for (var number = 0; number < products; number++)
                await response.WriteAsync(Shelf.Line(number) + "\n");
        });
    }

    public Uri Address => new(server.Urls.First());

    public static async Task<ExportStub> StartAsync(int products)
    {
        var stub = new ExportStub(products);
        await stub.server.StartAsync();
        return stub;
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
