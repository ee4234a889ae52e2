using System.Collections.Concurrent;
using Ecommerce.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ecommerce.Storefront.Tests;

/// <summary>A storefront in front of a gateway that answers with bytes, as a test says.</summary>
public sealed class MediaFixture : IAsyncLifetime
{
    private readonly StorefrontFixture shop = new();
    private readonly ConcurrentQueue<AskedPicture> asked = [];
    private WebApplication? gateway;
    private ServiceProcess? storefront;

    public ServiceProcess Storefront => storefront!;

    /// <summary>What the gateway was asked for, but for what the storefront asks for by itself.</summary>
    public IReadOnlyCollection<AskedPicture> Asked => asked;

    /// <summary>What the gateway answers.</summary>
    public RequestDelegate Answer { get; set; } = _ => Task.CompletedTask;

    public async ValueTask InitializeAsync()
    {
        await shop.InitializeAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        gateway = builder.Build();
        gateway.Run(AnswerAsync);
        await gateway.StartAsync();
        storefront = await shop.StartAsync(("services__gateway__http__0", gateway.Urls.Single()));
    }

    public void Forget() => asked.Clear();

    public async ValueTask DisposeAsync()
    {
        if (storefront is not null)
            await storefront.DisposeAsync();
        if (gateway is not null)
            await gateway.DisposeAsync();
        await shop.DisposeAsync();
    }

    private Task AnswerAsync(HttpContext http)
    {
        if (http.Request.Path.Value is "/features" or "/settings/shop")
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        asked.Enqueue(new(
            http.Request.Method, http.Request.Path, $"{http.Request.Headers.Cookie}{http.Request.Headers.Authorization}"));
        return Answer(http);
    }
}

/// <param name="Credentials">Cookies and tokens that came along.</param>
public sealed record AskedPicture(string Method, string Path, string Credentials);
