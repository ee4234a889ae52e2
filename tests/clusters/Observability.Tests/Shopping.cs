using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.Observability.Tests;

/// <summary>
/// Makes the shop do what its metrics tell of: an order that is confirmed, one whose card is refused, one that the provider leaves waiting.
/// </summary>
internal sealed class Shopping(HttpClient gateway, TestTokens tokens)
{
    private readonly string token = tokens.Issue(Guid.CreateVersion7(), "products:read", "products:write", "orders:read");

    public async Task GoAsync()
    {
        await ImportAsync(
            """{"sku":"TENT","name":"Tent","description":"For two.","brand":"Outdoors","category":"Camping","price":"""
            + """{"amount":19.99,"currency":"EUR"},"stock":9,"tags":[]}""");
        var orders = await Task.WhenAll(BuyAsync("4242424242424242"), BuyAsync("4000000000000002"), BuyAsync("4000000000001000"));
        await BecomesAsync(orders[0], "Confirmed");
        await BecomesAsync(orders[1], "Cancelled");
        // Nobody is there to answer: a failed call is measured, too.
        using var unanswered = await SendAsync(HttpMethod.Get, "/analytics/revenue", null);
    }

    private async Task ImportAsync(string line)
    {
        using var answer = await SendAsync(HttpMethod.Post, "/products/import",
            new StringContent(line.Trim() + "\n", new MediaTypeHeaderValue("application/x-ndjson")));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<string> BuyAsync(string card)
    {
        var method = await PostAsync("/payments/methods", $$"""{"number":"{{card}}","expiryMonth":12,"expiryYear":2035,"cvc":"123"}""");
        var order = await PostAsync("/orders", $$$"""
            {"paymentToken":"{{{method["token"]}}}","items":[{"sku":"TENT","quantity":1}],"expectedTotal":{"amount":19.99,"currency":"EUR"},
             "shippingAddress":{"name":"Ada","street":"1 Main Street","city":"London","postalCode":"N1 9GU","country":"GB"}}
            """);
        return order["id"]!.ToString();
    }

    private Task<string> BecomesAsync(string order, string status) => Eventually.Async(
        async () =>
        {
            using var answer = await SendAsync(HttpMethod.Get, $"/orders/{order}", null);
            return (await answer.Content.ReadFromJsonAsync<JsonNode>())!["status"]!.ToString();
        },
        seen => seen == status, $"order {order} is {status}", TimeSpan.FromSeconds(30));

    private async Task<JsonNode> PostAsync(string path, string json)
    {
        using var answer = await SendAsync(HttpMethod.Post, path, new StringContent(json, Encoding.UTF8, "application/json"));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path} answered {(int)answer.StatusCode}: {text}");
        return JsonNode.Parse(text)!;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.UserAgent.ParseAdd("tests/1.0");
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString("n"));
        return await gateway.SendAsync(request);
    }
}
