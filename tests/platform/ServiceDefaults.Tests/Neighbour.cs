using Ecommerce.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ecommerce.ServiceDefaults.Tests;

/// <summary>Another service, which tests can take away and bring back at the same address.</summary>
public sealed class Neighbour : IStoppable, IAsyncDisposable
{
    private string url = "http://127.0.0.1:0";
    private WebApplication? server;

    public string Name => "neighbour";

    public string Url => url;

    /// <summary>What it answers with.</summary>
    public RequestDelegate Answer { get; set; } = http => http.Response.WriteAsync("hello");

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        server = builder.Build();
        server.Run(http => Answer(http));
        await server.StartAsync();
        url = server.Urls.First();
    }

    public async Task StopAsync()
    {
        if (server is not null)
            await server.DisposeAsync();
    }

    public ValueTask DisposeAsync() => new(StopAsync());
}
