using Ecommerce.Storefront.Account;
using Ecommerce.Storefront.Gateway;

namespace Ecommerce.Storefront.StockAlerts;

/// <summary>What this shopper waits for.</summary>
internal sealed class AlertReader(GatewayClient gateway, Session session)
{
    public async Task<IReadOnlyList<StockAlert>> ListAsync(CancellationToken cancellationToken)
        => (await gateway.GetAsync<Page<StockAlert>>("/notifications/stock-alerts", session.AccessToken, cancellationToken)).Items;

    /// <summary>The SKUs of a product that they wait for; not asked for where there is nothing to wait for.</summary>
    public async Task<IReadOnlySet<string>?> AwaitedAsync(Product product, CancellationToken cancellationToken)
        => session.SignedIn && product.Variants.Any(variant => variant.Available == 0)
            ? (await ListAsync(cancellationToken)).Select(alert => alert.Sku).ToHashSet(StringComparer.Ordinal)
            : null;
}
