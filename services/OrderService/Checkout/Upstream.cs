using System.Globalization;
using System.Net.Http.Headers;
using Ecommerce.Contracts;

namespace Ecommerce.OrderService.Checkout;

/// <summary>What order-service reads of a variant of the catalogue.</summary>
internal sealed record Variant(string Sku, Guid ProductId, string Name, Money Price, bool Published);

internal sealed record Variants(IReadOnlyList<Variant> Items);

internal sealed record CartItem(string Sku, int Quantity);

/// <summary>What order-service reads of a cart; its prices are for the eye only.</summary>
internal sealed record Cart(string Id, IReadOnlyList<CartItem> Items);

internal sealed class CatalogClient(HttpClient http)
{
    public async Task<IReadOnlyList<Variant>> GetVariantsAsync(IEnumerable<string> skus, CancellationToken cancellationToken)
    {
        var query = string.Join('&', skus.Select(sku => string.Create(CultureInfo.InvariantCulture, $"sku={Uri.EscapeDataString(sku)}")));
        var variants = await http.GetFromJsonAsync($"/products/variants?{query}", OrderJson.Default.Variants, cancellationToken);
        return variants?.Items ?? [];
    }
}

internal sealed class CartClient(HttpClient http)
{
    /// <param name="authorization">The caller's own <c>Authorization</c> header: the cart is read as the caller.</param>
    public async Task<Cart> GetMineAsync(string authorization, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/carts/me");
        request.Headers.Authorization = AuthenticationHeaderValue.Parse(authorization);
        using var response = await http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync(OrderJson.Default.Cart, cancellationToken) ?? new("", []);
    }
}
