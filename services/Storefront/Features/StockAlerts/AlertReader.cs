using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Sessions;

namespace Ecommerce.Storefront.Features.StockAlerts;

/// <summary>Reads this shopper's stock alerts.</summary>
internal sealed class AlertReader(GatewayClient gateway, Session session)
{
    public async Task<IReadOnlyList<StockAlert>> ListAsync(CancellationToken cancellationToken)
        => (await gateway.GetAsync<Page<StockAlert>>("/notifications/stock-alerts", session.AccessToken, cancellationToken)).Items;

    /// <summary>The SKUs with an alert; null without a request where no variant of the product is sold out.</summary>
    public async Task<IReadOnlySet<string>?> FindAlertedSkusAsync(Product product, CancellationToken cancellationToken)
        => session.SignedIn && product.Variants.Any(variant => variant.Available == 0)
            ? (await ListAsync(cancellationToken)).Select(alert => alert.Sku).ToHashSet(StringComparer.Ordinal)
            : null;
}
