using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.EndToEnd.Tests;

/// <summary>A person with an account who speaks to the gateway in plain JSON; knows no type of any service.</summary>
internal sealed class Shopper
{
    public const string Password = "correct horse battery staple";
    private const int MaxTurns = 10;

    private readonly HttpClient http;

    /// <summary>Empty for one without an account of its own.</summary>
    public string Email { get; private init; } = "";

    private Shopper(HttpClient http) => this.http = http;

    public static async Task<Shopper> RegisterAsync(Uri gateway)
    {
        var email = $"shopper-{Guid.CreateVersion7():N}@example.com";
        var shopper = new Shopper(Anonymous(gateway).http) { Email = email };
        await shopper.InTurnAsync("/users", new JsonObject { ["email"] = email, ["password"] = Password, ["name"] = "A Shopper" });
        await shopper.LoginAsync(email, Password);
        return shopper;
    }

    public static Task<Shopper> InventoryManagerAsync(Uri gateway)
        => LoginAsync(gateway, "inventory@ecommerce.example", ShopSettings.DemoPassword);

    public static async Task<Shopper> LoginAsync(Uri gateway, string email, string password)
    {
        var shopper = Anonymous(gateway);
        await shopper.LoginAsync(email, password);
        return shopper;
    }

    public static Shopper Anonymous(Uri gateway)
    {
        var client = new HttpClient { BaseAddress = gateway, Timeout = TimeSpan.FromSeconds(60) };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("EndToEnd/1.0");
        return new Shopper(client);
    }

    public async Task<JsonNode> GetAsync(string path) => await AnswerAsync(await http.GetAsync(path), path);

    public async Task<JsonNode> PostAsync(string path, JsonNode body, string? key = null)
        => await AnswerAsync(await SendAsync(path, body, key), path);

    public async Task<HttpResponseMessage> SendAsync(string path, JsonNode body, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return await http.SendAsync(request);
    }

    public async Task<JsonNode> ImportAsync(string lines)
    {
        using var content = new StringContent(lines, new MediaTypeHeaderValue("application/x-ndjson", "utf-8"));
        return await AnswerAsync(await http.PostAsync("/products/import", content), "/products/import");
    }

    public Task AddToCartAsync(string sku, int quantity)
        => PostAsync("/carts/me/items", new JsonObject { ["sku"] = sku, ["quantity"] = quantity });

    public async Task<string> CardTokenAsync(string number)
    {
        var method = await PostAsync("/payments/methods", new JsonObject
        {
            ["number"] = number, ["expiryMonth"] = 12, ["expiryYear"] = 2035, ["cvc"] = "123",
        });
        return (string)method["token"]!;
    }

    /// <summary>Buys the cart; the answer is the order as accepted.</summary>
    public async Task<JsonNode> CheckOutAsync(string card = TestCards.Accepted, string? key = null)
        => await PostAsync("/orders", await CheckoutAsync(card), key ?? Guid.CreateVersion7().ToString());

    /// <summary>The request that buys the cart for what a quote says.</summary>
    public async Task<JsonObject> CheckoutAsync(string card = TestCards.Accepted)
    {
        var checkout = new JsonObject
        {
            ["shippingAddress"] = new JsonObject
            {
                ["name"] = "A Shopper", ["street"] = "1 Main Street", ["city"] = "Springfield", ["postalCode"] = "12345",
                ["country"] = "US",
            },
        };
        checkout["expectedTotal"] = (await PostAsync("/orders/quote", checkout))["total"]!.DeepClone();
        checkout["paymentToken"] = await CardTokenAsync(card);
        return checkout;
    }

    /// <summary>The order once it has one of these statuses.</summary>
    public Task<JsonNode> OrderAtAsync(JsonNode order, params string[] statuses) => Eventually.Async(
        () => GetAsync($"/orders/{order["id"]}"),
        seen => statuses.Contains((string)seen["status"]!),
        $"the order is {string.Join(" or ", statuses)}",
        TimeSpan.FromSeconds(60));

    private async Task LoginAsync(string email, string password)
    {
        var tokens = await InTurnAsync("/users/login", new JsonObject { ["email"] = email, ["password"] = password });
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)tokens["accessToken"]!);
    }

    /// <summary>Who is told that too many are signing in comes back when told to.</summary>
    private async Task<JsonNode> InTurnAsync(string path, JsonNode body)
    {
        for (var turn = 1; ; turn++)
        {
            var response = await SendAsync(path, body);
            if (turn == MaxTurns || response is not { StatusCode: HttpStatusCode.ServiceUnavailable, Headers.RetryAfter.Delta: { } pause })
                return await AnswerAsync(response, path);
            response.Dispose();
            await Task.Delay(pause);
        }
    }

    private static async Task<JsonNode> AnswerAsync(HttpResponseMessage response, string path)
    {
        using (response)
        {
            var text = await response.Content.ReadAsStringAsync();
            Assert.True(response.IsSuccessStatusCode, $"{path} answered {(int)response.StatusCode}: {text}");
            return response.StatusCode == HttpStatusCode.NoContent || text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
        }
    }
}

internal static class TestCards
{
    public const string Accepted = "4242 4242 4242 4242";
    public const string Declined = "4000 0000 0000 0002";
}
