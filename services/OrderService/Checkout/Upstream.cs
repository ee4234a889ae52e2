using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Ecommerce.Contracts;
using Ecommerce.OrderService.Orders;

namespace Ecommerce.OrderService.Checkout;

/// <summary>What order-service reads of a variant of the catalogue.</summary>
/// <param name="RegularPrice">Where the price is a sale's.</param>
internal sealed record Variant(
    string Sku, Guid ProductId, string Name, Money Price, bool Published,
    IReadOnlyDictionary<string, string>? Options = null, string? Image = null, Money? RegularPrice = null, string? Category = null);

internal sealed record Variants(IReadOnlyList<Variant> Items);

/// <summary>What order-service reads of a cart; prices are the catalogue's to say.</summary>
internal sealed record Cart(string Id, IReadOnlyList<Pieces> Items);

internal sealed class CatalogClient(HttpClient http)
{
    public async Task<IReadOnlyList<Variant>> GetVariantsAsync(IEnumerable<string> skus, CancellationToken cancellationToken)
    {
        var query = string.Join('&', skus.Select(sku => $"sku={Uri.EscapeDataString(sku)}"));
        using var response = await http.GetAsync($"/products/variants?{query}", cancellationToken);
        return (await response.ReadAsync(OrderJson.Default.Variants, cancellationToken)).Items;
    }
}

internal sealed class CartClient(HttpClient http)
{
    /// <param name="authorization">The caller's own <c>Authorization</c> header: the cart is read as the caller.</param>
    /// <param name="bought">What the cart is told to have been bought, before it is read.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Cart> GetMineAsync(string authorization, Purchase? bought, CancellationToken cancellationToken)
    {
        using var request = bought is null
            ? new HttpRequestMessage(HttpMethod.Get, "/carts/me/items")
            : new(HttpMethod.Post, "/carts/me/purchases") { Content = JsonContent.Create(bought, OrderJson.Default.Purchase) };
        request.Headers.Authorization = AuthenticationHeaderValue.Parse(authorization);
        using var response = await http.SendAsync(request, cancellationToken);
        return await response.ReadAsync(OrderJson.Default.Cart, cancellationToken);
    }
}

internal static class UpstreamAnswers
{
    /// <summary>An answer that cannot be read is the fault of who gave it, so it counts as an outage and not as the caller's bad request.</summary>
    /// <exception cref="HttpRequestException">The answer is a refusal, or not what was asked for.</exception>
    public static async Task<T> ReadAsync<T>(this HttpResponseMessage response, JsonTypeInfo<T> json, CancellationToken cancellationToken)
    {
        response.EnsureSuccessStatusCode();
        try
        {
            return await response.Content.ReadFromJsonAsync(json, cancellationToken) ?? throw new HttpRequestException("The answer is null.");
        }
        catch (JsonException exception)
        {
            throw new HttpRequestException("The answer cannot be read.", exception);
        }
    }
}
