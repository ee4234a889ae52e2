using System.Net.Http.Json;
using System.Text.Json;

namespace Ecommerce.CartService.Tests;

/// <summary>Calls of cart-service.</summary>
internal static class Carts
{
    public static Task<HttpResponseMessage> AddAsync(this HttpClient client, string sku, int quantity = 1, string cart = "me")
        => client.PostAsJsonAsync($"/carts/{cart}/items", new { sku, quantity });

    public static Task<HttpResponseMessage> MergeAsync(this HttpClient client, string cartId)
        => client.PostAsJsonAsync("/carts/me/merge", new { cartId });

    /// <summary>The body of a purchase, placed now by default.</summary>
    public static object Purchase(Guid orderId, string sku, int quantity, DateTimeOffset? placedAt = null)
        => new { orderId, placedAt = placedAt ?? TimeProvider.System.GetUtcNow(), items = new[] { new { sku, quantity } } };

    public static async Task<string> NewCartAsync(this HttpClient client)
        => (await (await client.PostAsync("/carts", null)).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;

    public static async Task<Dictionary<string, int>> ItemsAsync(this HttpClient client, string cart = "me")
        => (await client.GetFromJsonAsync<JsonElement>($"/carts/{cart}")).GetProperty("items").EnumerateArray()
            .ToDictionary(item => item.GetProperty("sku").GetString()!, item => item.GetProperty("quantity").GetInt32());
}
