using System.Collections.Concurrent;
using Ecommerce.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ecommerce.Demo.Tests;

/// <summary>A gateway with a shop of one product behind it, which fails as a test wants it to.</summary>
internal sealed class StubShop : IAsyncDisposable
{
    private const string Id = "01a22464-29a4-7ac7-96b9-b6e437ca13d7";

    private static readonly Dictionary<string, (int Status, string Json)> Answers = new()
    {
        ["GET /categories"] = (200, """[{ "name": "Tents" }]"""),
        ["GET /search"] = (200, $$"""{ "items": [{ "id": "{{Id}}" }] }"""),
        [$"GET /products/{Id}"] = (200, $$"""{ "id": "{{Id}}", "variants": [{ "sku": "TENT-2" }] }"""),
        ["POST /users"] = (201, "{}"),
        ["POST /users/login"] = (200, """{ "accessToken": "token" }"""),
        ["GET /users/me"] = (200, $$"""{ "id": "{{Id}}" }"""),
        ["POST /payments/methods"] = (201, """{ "token": "card" }"""),
        ["POST /carts/me/items"] = (200, "{}"),
        ["POST /orders/quote"] = (200, """{ "total": { "amount": 50, "currency": "USD" } }"""),
        ["POST /orders"] = (202, $$"""{ "id": "{{Id}}" }"""),
        [$"GET /orders/{Id}"] = (200, """{ "status": "Confirmed" }"""),
        [$"POST /orders/{Id}/cancel"] = (202, "{}"),
        ["POST /reviews"] = (201, "{}"),
    };

    private readonly WebApplication application;
    private readonly ConcurrentQueue<string?> keys = [];
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int inside;

    private StubShop()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{Ports.Free()}");
        application = builder.Build();
        application.Run(AnswerAsync);
    }

    public Uri Address => new(application.Urls.First());

    /// <summary>Of all checkouts so far, those that were refused too.</summary>
    public IReadOnlyCollection<string?> Keys => keys;

    /// <summary>So many checkouts are answered 503.</summary>
    public int Outages { get; set; }

    /// <summary>Nobody is answered who looks at the categories.</summary>
    public bool Hangs { get; init; }

    /// <summary>The most that were looking at the categories at once.</summary>
    public int MaxConcurrent { get; private set; }

    public static async Task<StubShop> OpenAsync(bool hangs = false)
    {
        var shop = new StubShop { Hangs = hangs };
        await shop.application.StartAsync();
        return shop;
    }

    public async ValueTask DisposeAsync()
    {
        released.TrySetResult();
        await application.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        var call = $"{http.Request.Method} {http.Request.Path}";
        if (call == "GET /categories" && Hangs)
        {
            MaxConcurrent = Math.Max(MaxConcurrent, Interlocked.Increment(ref inside));
            await released.Task.WaitAsync(http.RequestAborted).ContinueWith(_ => Interlocked.Decrement(ref inside), TaskScheduler.Default);
        }

        var (status, json) = Answers.GetValueOrDefault(call, (404, "{}"));
        if (call == "POST /orders")
        {
            keys.Enqueue(http.Request.Headers["Idempotency-Key"]);
            if (Outages > 0)
            {
                Outages--;
                status = 503;
            }
        }

        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(json);
    }
}
