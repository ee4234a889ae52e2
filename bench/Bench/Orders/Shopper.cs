using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Ecommerce.Bench.Catalogue;

namespace Ecommerce.Bench.Orders;

/// <summary>Somebody with an account and a card, signed in.</summary>
internal sealed record Shopper(string AccessToken, string PaymentToken)
{
    public const string Password = "correct horse battery staple";

    private static readonly JsonObject Address = new()
    {
        ["name"] = "Bea Bench", ["street"] = "1 Main Street", ["city"] = "Springfield", ["postalCode"] = "12345", ["country"] = "US",
    };

    public static async Task<Shopper> SignUpAsync(Shop shop, HttpClient http)
    {
        var email = $"{Guid.CreateVersion7():n}@bench.example";
        await RegisterAsync(http, shop.Users, email);
        using var session = await LogInAsync(http, shop.Users, email);
        var shopper = new Shopper(await TextAsync(session, "accessToken"), "");
        var card = new JsonObject { ["number"] = "4242424242424242", ["expiryMonth"] = 12, ["expiryYear"] = 2040, ["cvc"] = "123" };
        using var method = await http.SendAsync(shopper.Post(new Uri(shop.Payments, "/payments/methods"), card));
        return shopper with { PaymentToken = await TextAsync(method, "token") };
    }

    public static async Task RegisterAsync(HttpClient http, Uri users, string email)
    {
        var account = new JsonObject { ["email"] = email, ["password"] = Password, ["name"] = "Bea Bench" };
        using var registered = (await http.PostAsJsonAsync(new Uri(users, "/users"), account)).EnsureSuccessStatusCode();
    }

    public static Task<HttpResponseMessage> LogInAsync(HttpClient http, Uri users, string email)
        => http.PostAsJsonAsync(new Uri(users, "/users/login"), new JsonObject { ["email"] = email, ["password"] = Password });

    /// <summary>Puts one piece into the own cart.</summary>
    public Task<HttpResponseMessage> FillCartAsync(Shop shop, HttpClient http, int product)
        => http.SendAsync(Post(new Uri(shop.Carts, "/carts/me/items"), new() { ["sku"] = ProductFile.Sku(product), ["quantity"] = 1 }));

    /// <summary>Buys the own cart, which has one piece of <paramref name="product"/>.</summary>
    public Task<HttpResponseMessage> CheckOutAsync(Shop shop, int product)
    {
        var request = Post(
            new Uri(shop.Orders.BaseAddress!, "/orders"),
            new()
            {
                ["paymentToken"] = PaymentToken,
                ["expectedTotal"] = new JsonObject { ["amount"] = ProductFile.Price(product), ["currency"] = ProductFile.Currency },
                ["shippingAddress"] = Address.DeepClone(),
            });
        request.Headers.Add("Idempotency-Key", $"{Guid.CreateVersion7()}");
        return shop.Orders.SendAsync(request);
    }

    private HttpRequestMessage Post(Uri address, JsonObject body) => new(HttpMethod.Post, address)
    {
        Content = JsonContent.Create(body),
        Headers = { Authorization = new AuthenticationHeaderValue("Bearer", AccessToken) },
    };

    private static async Task<string> TextAsync(HttpResponseMessage response, string member)
        => (await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>())![member]!.GetValue<string>();
}
