using System.Net;
using System.Net.Sockets;
using Ecommerce.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ecommerce.ReviewService.Tests;

public abstract class CatchUpTests(ReviewShop shop)
{
    [Fact]
    public async Task Unavailable_event_log_blocks_neither_service_nor_other_logs()
    {
        var (user, product) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var orders = builder.Build();
        orders.MapGet("/event-log", () => Results.Text(
            $$"""
            { "items": [ { "position": 1, "id": "{{Guid.CreateVersion7()}}", "source": "order-service",
              "type": "order-delivered.v1", "key": "{{product}}",
              "time": "{{TimeProvider.System.GetUtcNow():O}}",
              "data": { "orderId": "{{Guid.CreateVersion7()}}", "userId": "{{user}}", "deliveredAt": "2026-01-01T00:00:00Z",
                "lines": [ { "sku": "S", "productId": "{{product}}", "name": "Tent", "quantity": 1,
                  "unitPrice": { "amount": 1, "currency": "EUR" } } ] } } ],
              "next": null,
              "openSince": "2026-01-01T00:00:00Z", "readAt": "2026-01-01T00:00:00Z" }
            """,
            "application/json"));
        await orders.StartAsync();

        await using var service = await ServiceProcess.StartAsync("Ecommerce.ReviewService", new Dictionary<string, string>(shop.Settings)
        {
            ["CatchUp__Interval"] = "00:00:01",
            ["services__catalog-service__http__0"] = $"http://{silent.LocalEndpoint}",
            ["services__order-service__http__0"] = orders.Urls.First(),
        });

        await shop.ThereIsAsync("deliveries", "the delivery is known from the log", ("user_id", user));
        Assert.False(service.HasExited);
    }
}
