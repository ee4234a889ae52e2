using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Sessions;

namespace Ecommerce.Storefront.Features.Orders;

/// <summary>An order that this shopper may see. Public because components are.</summary>
/// <param name="IsOwn">Found by the session. False: by the key of a mailed link, which is good for reading alone.</param>
public sealed record ShownOrder(Order Order, bool IsOwn);

/// <summary>Reads an order with the session, or with the key of a mailed link where this browser has one.</summary>
internal sealed class OrderReader(GatewayClient gateway, Session session, OrderKeys keys)
{
    /// <summary>Null where there is no such order of this shopper.</summary>
    public async Task<ShownOrder?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        if (session.SignedIn && await FindOwnAsync(id, cancellationToken) is { } own)
            return new(own, IsOwn: true);
        if (keys.Current is { } key && await gateway.FindOrderAsync(id, key, cancellationToken) is { } known)
            return new(known, IsOwn: false);
        // Without a session the API asks for one, and the shopper is led to the login.
        return !session.SignedIn && await FindOwnAsync(id, cancellationToken) is { } order ? new(order, IsOwn: true) : null;
    }

    /// <summary>Null where the session's shopper has no such order.</summary>
    public Task<Order?> FindOwnAsync(Guid id, CancellationToken cancellationToken)
        => gateway.FindAsync<Order>($"/orders/{id}", session.AccessToken, cancellationToken);
}
