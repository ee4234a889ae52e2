namespace Ecommerce.CartService.Catalogue;

internal sealed class CatalogClient(HttpClient http)
{
    /// <summary>The published variants among these SKUs.</summary>
    /// <exception cref="HttpRequestException">The catalogue cannot be reached or does not answer.</exception>
    public async Task<IReadOnlyList<Variant>> FindAsync(IEnumerable<string> skus, CancellationToken cancellationToken)
    {
        var query = string.Join('&', skus.Select(sku => $"sku={Uri.EscapeDataString(sku)}"));
        var found = await http.GetFromJsonAsync($"/products/variants?{query}", CartJson.Default.VariantList, cancellationToken);
        return [.. (found?.Items ?? []).Where(v => v.Published)];
    }
}
