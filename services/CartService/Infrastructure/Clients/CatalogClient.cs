using Ecommerce.CartService.Domain;
using Ecommerce.ServiceDefaults;
using Microsoft.FeatureManagement;

namespace Ecommerce.CartService.Infrastructure.Clients;

internal sealed class CatalogClient(HttpClient http, IFeatureManager features)
{
    /// <summary>The published variants among these SKUs. While stock is not tracked, as many are available as a cart takes.</summary>
    /// <exception cref="HttpRequestException">The catalogue cannot be reached or fails.</exception>
    public async Task<IReadOnlyList<CatalogVariant>> FindAsync(IEnumerable<string> skus, CancellationToken cancellationToken)
    {
        var query = string.Join('&', skus.Select(sku => $"sku={Uri.EscapeDataString(sku)}"));
        var found = await http.GetFromJsonAsync($"/products/variants?{query}", CartJson.Default.CatalogVariantList, cancellationToken);
        var published = (found?.Items ?? []).Where(variant => variant.Published);
        return await features.IsEnabledAsync(FeatureFlags.InventoryTracking)
            ? [.. published]
            : [.. published.Select(variant => variant with { Available = CartLimits.MaxQuantity })];
    }
}
