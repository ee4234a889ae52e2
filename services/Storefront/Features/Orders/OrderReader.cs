using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Sessions;

namespace Ecommerce.Storefront.Features.Orders;

/// <summary>Reads an order with the key of a mailed link where this browser has one, else with the session.</summary>
internal sealed class OrderReader(GatewayClient gateway, Session session, OrderKeys keys)
{
    /// <summary>Null where there is no such order of this shopper.</summary>
    public async Task<Order?> FindAsync(Guid id, CancellationToken cancellationToken)
        => keys.Current is { } key && await gateway.FindOrderAsync(id, key, cancellationToken) is { } order
            ? order
            : await gateway.FindAsync<Order>($"/orders/{id}", session.AccessToken, cancellationToken);
}
