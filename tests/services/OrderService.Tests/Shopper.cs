using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.OrderService.Tests;

/// <summary>A caller of order-service.</summary>
public sealed class Shopper(ServiceProcess service, Guid user, string token)
{
    public Guid User => user;
    public string Token => token;

    /// <summary>An unused idempotency key.</summary>
    public static string NewKey() => Guid.CreateVersion7().ToString("n");

    public static JsonObject Checkout(params (string Sku, int Quantity)[] items) => new()
    {
        ["paymentToken"] = "tok_1",
        ["expectedTotal"] = Euros(1_000_000),
        ["shippingAddress"] = new JsonObject
        {
            ["name"] = "Ada", ["street"] = "1 Main Street", ["city"] = "London", ["postalCode"] = "N1 9GU", ["country"] = "GB",
        },
        ["items"] = items.Length == 0
            ? null
            : new JsonArray([.. items.Select(item => new JsonObject { ["sku"] = item.Sku, ["quantity"] = item.Quantity })]),
    };

    public static JsonObject Euros(decimal amount) => new() { ["amount"] = amount, ["currency"] = "EUR" };

    /// <summary>Buys two tents for 39.98 EUR.</summary>
    public async Task<Guid> PlaceAsync()
    {
        var answer = await PostAsync("/orders", Checkout(("TENT", 2)), NewKey());
        Assert.True(answer.Status == 202, $"{answer.Status}: {answer.Body}");
        return Guid.Parse((string)answer.Body!["id"]!);
    }

    /// <summary>Places an order, and replies as catalogue and payments until it is confirmed.</summary>
    public async Task<Guid> ConfirmAsync(OrderShop shop, JsonObject checkout)
    {
        var order = Guid.Parse((string)(await PostAsync("/orders", checkout, NewKey())).Body!["id"]!);
        await shop.Topics.ReservedAsync(order);
        await BecomesAsync(order, "StockReserved");
        await shop.Topics.CapturedAsync(order);
        await BecomesAsync(order, "Confirmed");
        await shop.Topics.CommittedAsync(order);
        return order;
    }

    /// <summary>Confirms an order, and ships and delivers it as staff.</summary>
    public async Task<Guid> ReceiveAsync(OrderShop shop, JsonObject checkout)
    {
        var order = await ConfirmAsync(shop, checkout);
        var clerk = shop.Shopper(null, "orders:write");
        var ship = JsonNode.Parse("""{ "carrier": "DHL", "trackingNumber": "JD01" }""");
        Assert.Equal(200, (await clerk.PostAsync($"/orders/{order}/ship", ship, NewKey())).Status);
        Assert.Equal(200, (await clerk.PostAsync($"/orders/{order}/deliver", null, NewKey())).Status);
        return order;
    }

    public Task<Answer> PostAsync(string path, JsonNode? body, string? key) => SendAsync(HttpMethod.Post, path, body, key);

    /// <summary>What the checkout would cost.</summary>
    public Task<Answer> QuoteAsync(JsonObject checkout)
    {
        var quote = checkout.DeepClone().AsObject();
        quote.Remove("paymentToken");
        quote.Remove("expectedTotal");
        return PostAsync("/orders/quote", quote, null);
    }

    public Task<Answer> PutAsync(string path, JsonNode? body, string? version = null)
        => SendAsync(HttpMethod.Put, path, body, null, version);

    public Task<Answer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path, null, null);

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null, null);

    public async Task<string> StatusAsync(Guid orderId) => (string)(await GetAsync($"/orders/{orderId}")).Body!["status"]!;

    public Task BecomesAsync(Guid orderId, string status)
        => Eventually.Async(async () => await StatusAsync(orderId) == status, $"order {orderId} becomes {status}");

    public HttpRequestMessage Request(HttpMethod method, string path)
        => new(method, path) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };

    private async Task<Answer> SendAsync(HttpMethod method, string path, JsonNode? body, string? key, string? version = null)
    {
        using var request = Request(method, path);
        if (key is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        if (version is not null)
            request.Headers.TryAddWithoutValidation("If-Match", version);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        using var response = await service.Client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new((int)response.StatusCode, text, response.Headers.Location?.ToString(), response.Headers.RetryAfter?.ToString(),
            response.Headers.ETag?.ToString());
    }
}

public sealed record Answer(int Status, string Text, string? Location, string? RetryAfter, string? ETag = null)
{
    public JsonNode? Body => Text.Length == 0 ? null : JsonNode.Parse(Text);

    public string Type => (string?)Body?["type"] ?? "";

    public decimal Amount(string member) => (decimal)Body![member]!["amount"]!;

    public string Errors => Body?["errors"]?.ToJsonString() ?? "";
}
