using Ecommerce.ServiceDefaults;
using Ecommerce.Storefront.Infrastructure.Experiments;
using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Sessions;

namespace Ecommerce.Storefront.Infrastructure.Catalog;

/// <summary>Reads products for this shopper.</summary>
internal sealed class ProductCatalog(GatewayClient gateway, Session session, ShopperFeatures features)
{
    private const int MaxCompanions = 4;

    public async Task<Page<Product>> ListAsync(QueryString query, CancellationToken cancellationToken)
    {
        var page = await gateway.GetAsync<Page<Product>>("/products" + query, session.AccessToken, cancellationToken);
        return await IsStockTrackedAsync() ? page : page with { Items = [.. page.Items.Select(product => product.WithoutStockTracking())] };
    }

    public async Task<Product?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        var product = await gateway.FindAsync<Product>($"/products/{id}", session.AccessToken, cancellationToken);
        return await IsStockTrackedAsync() ? product : product?.WithoutStockTracking();
    }

    /// <summary>Products that others bought together with it; null while recommendations are disabled.</summary>
    public async Task<IReadOnlyList<Product>?> BoughtTogetherAsync(Guid id, CancellationToken cancellationToken)
    {
        if (!await features.IsEnabledAsync(FeatureFlags.RecommendationsEngine))
            return null;
        var path = $"/analytics/products/{id}/bought-together?limit={MaxCompanions}";
        var found = await gateway.FindAsync<BoughtTogether>(path, session.AccessToken, cancellationToken);
        var products = await Task.WhenAll(
            (found?.Items ?? []).Take(MaxCompanions).Select(companion => FindAsync(companion.ProductId, cancellationToken)));
        return [.. products.OfType<Product>()];
    }

    private Task<bool> IsStockTrackedAsync() => features.IsEnabledAsync(FeatureFlags.InventoryTracking);
}
