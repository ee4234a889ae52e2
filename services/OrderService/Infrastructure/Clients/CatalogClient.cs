using Ecommerce.OrderService.Domain.Carts;

namespace Ecommerce.OrderService.Infrastructure.Clients;

internal sealed class CatalogClient(HttpClient http)
{
    public async Task<IReadOnlyList<CatalogVariant>> GetVariantsAsync(IEnumerable<string> skus, CancellationToken cancellationToken)
    {
        var query = string.Join('&', skus.Select(sku => $"sku={Uri.EscapeDataString(sku)}"));
        using var response = await http.GetAsync($"/products/variants?{query}", cancellationToken);
        return (await response.ReadAsync(OrderJson.Default.CatalogVariantList, cancellationToken)).Items;
    }
}

internal sealed record CatalogVariantList(IReadOnlyList<CatalogVariant> Items);
