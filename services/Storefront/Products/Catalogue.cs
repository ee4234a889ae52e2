using Ecommerce.ServiceDefaults;
using Ecommerce.Storefront.Account;
using Ecommerce.Storefront.Experiments;
using Ecommerce.Storefront.Gateway;

namespace Ecommerce.Storefront.Products;

/// <summary>Products as this shopper may see and buy them.</summary>
internal sealed class Catalogue(GatewayClient gateway, Session session, ShopperFeatures features)
{
    private const int MostCompanions = 4;

    public async Task<Page<Product>> ListAsync(QueryString query, CancellationToken cancellationToken)
    {
        var page = await gateway.GetAsync<Page<Product>>("/products" + query, session.AccessToken, cancellationToken);
        return await IsLimitedAsync() ? page : page with { Items = [.. page.Items.Select(product => product.WithoutLimit())] };
    }

    public async Task<Product?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        var product = await gateway.FindAsync<Product>($"/products/{id}", session.AccessToken, cancellationToken);
        return await IsLimitedAsync() ? product : product?.WithoutLimit();
    }

    /// <summary>What others bought together with it; nothing while recommendations are switched off.</summary>
    public async Task<IReadOnlyList<Product>?> BoughtTogetherAsync(Guid id, CancellationToken cancellationToken)
    {
        if (!await features.IsEnabledAsync(FeatureFlags.RecommendationsEngine))
            return null;
        var path = $"/analytics/products/{id}/bought-together?limit={MostCompanions}";
        var found = await gateway.FindAsync<BoughtTogether>(path, session.AccessToken, cancellationToken);
        var products = await Task.WhenAll((found?.Items ?? []).Take(MostCompanions).Select(companion => FindAsync(companion.ProductId, cancellationToken)));
        return [.. products.OfType<Product>()];
    }

    private Task<bool> IsLimitedAsync() => features.IsEnabledAsync(FeatureFlags.InventoryTracking);
}
