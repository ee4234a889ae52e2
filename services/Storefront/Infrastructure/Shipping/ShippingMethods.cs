using Ecommerce.Storefront.Infrastructure.Gateway;

namespace Ecommerce.Storefront.Infrastructure.Shipping;

/// <summary>How the shop ships, as pages promise it before there is an order. Kept for some seconds: the owner may change it.</summary>
internal sealed class ShippingMethods(TimeProvider timeProvider)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    private Known? known;

    /// <summary>The standard one first; empty where the service has never answered.</summary>
    public async ValueTask<IReadOnlyList<KnownShippingMethod>> ReadAsync(GatewayClient gateway, CancellationToken cancellationToken)
    {
        if (known is { } kept && timeProvider.GetElapsedTime(kept.At) < Fresh)
            return kept.Methods;
        var read = await OptionalPart.ReadAsync(
            async token => await gateway.GetAsync<Page<KnownShippingMethod>>("/orders/shipping-methods", accessToken: null, token),
            cancellationToken);
        if (read is not null)
            known = new(read.Items, timeProvider.GetTimestamp());
        return known?.Methods ?? [];
    }

    private sealed record Known(IReadOnlyList<KnownShippingMethod> Methods, long At);
}
