using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Ecommerce.Testing;

namespace Ecommerce.CartService.Tests;

public sealed class RedisOutageTests(CartFixture fixture) : IClassFixture<CartFixture>
{
    [Fact]
    public async Task Redis_outage_returns_503_quickly_and_keeps_the_carts()
    {
        var shopper = fixture.Client(Guid.CreateVersion7());
        var item = new { sku = fixture.Catalogue.Sell(1), quantity = 3 };
        Assert.Equal(HttpStatusCode.OK, (await shopper.PostAsJsonAsync("/carts/me/items", item)).StatusCode);

        await fixture.Redis.StopAsync();
        var watch = Stopwatch.StartNew();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await shopper.GetAsync("/carts/me")).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await shopper.PostAsJsonAsync("/carts/me/items", item)).StatusCode);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 5);

        await fixture.Redis.StartAsync();
        await Eventually.Async(async () => (await shopper.GetAsync("/carts/me")).IsSuccessStatusCode, "carts can be read again");
        Assert.Equal(HttpStatusCode.OK, (await shopper.PostAsJsonAsync("/carts/me/items", item)).StatusCode);
        Assert.Contains("\"quantity\":6", await shopper.GetStringAsync("/carts/me"), StringComparison.Ordinal);
    }
}
