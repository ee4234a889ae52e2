using Ecommerce.CartService.Carts;
using Ecommerce.ServiceDefaults;
using Microsoft.FeatureManagement;

namespace Ecommerce.CartService.Catalogue;

internal sealed class CatalogClient(HttpClient http, IFeatureManager features)
{
    /// <summary>The published variants among these SKUs; while stock is not tracked, there are always as many as a cart takes.</summary>
    /// <exception cref="HttpRequestException">The catalogue cannot be reached or does not answer.</exception>
    public async Task<IReadOnlyList<Variant>> FindAsync(IEnumerable<string> skus, CancellationToken cancellationToken)
    {
        var query = string.Join('&', skus.Select(sku => $"sku={Uri.EscapeDataString(sku)}"));
        var found = await http.GetFromJsonAsync($"/products/variants?{query}", CartJson.Default.VariantList, cancellationToken);
        var sold = (found?.Items ?? []).Where(v => v.Published);
        return await features.IsEnabledAsync(FeatureFlags.InventoryTracking) ? [.. sold] : [.. sold.Select(v => v with { Available = CartStore.MaxPieces })];
    }
}
