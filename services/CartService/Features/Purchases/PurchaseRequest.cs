using Ecommerce.CartService.Domain;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.CartService.Features.Purchases;

/// <summary>An order that has bought from a cart.</summary>
internal sealed record PurchaseRequest(Guid? OrderId, DateTimeOffset? PlacedAt, IReadOnlyList<PurchasedRequest>? Items)
{
    public FieldErrors Check()
    {
        var errors = new FieldErrors()
            .Check("orderId", OrderId is not null, "is required")
            .Check("placedAt", PlacedAt is not null, "is required")
            .Check("items", Items is { Count: >= 1 and <= CartLimits.MaxLines }, $"must have 1 to {CartLimits.MaxLines} items");
        foreach (var (i, item) in (Items ?? []).Take(CartLimits.MaxLines).Index())
        {
            errors.CheckSku($"items[{i}].sku", item.Sku).Check(
                $"items[{i}].quantity", item.Quantity is >= 1 and <= CartLimits.MaxQuantity, $"must be 1 to {CartLimits.MaxQuantity}");
        }

        return errors;
    }
}

internal sealed record PurchasedRequest(string? Sku, int? Quantity);
