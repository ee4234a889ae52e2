using Ecommerce.ServiceDefaults;

namespace Ecommerce.CartService.Carts;

internal sealed record AddItemRequest(string? Sku, int? Quantity);

internal sealed record SetQuantityRequest(int? Quantity);

internal sealed record MergeRequest(string? CartId);

/// <summary>An order that has bought of a cart.</summary>
internal sealed record PurchaseRequest(Guid? OrderId, DateTimeOffset? PlacedAt, IReadOnlyList<PurchasedRequest>? Items)
{
    public FieldErrors Check()
    {
        var wrong = new FieldErrors()
            .Check("orderId", OrderId is not null, "is required")
            .Check("placedAt", PlacedAt is not null, "is required")
            .Check("items", Items is { Count: >= 1 and <= CartStore.MaxLines }, $"must have 1 to {CartStore.MaxLines} items");
        foreach (var (i, item) in (Items ?? []).Take(CartStore.MaxLines).Index())
        {
            wrong.Check($"items[{i}].sku", CartItems.IsSku(item.Sku), CartItems.SkuRule)
                .Check($"items[{i}].quantity", item.Quantity is >= 1 and <= CartStore.MaxPieces, $"must be 1 to {CartStore.MaxPieces}");
        }

        return wrong;
    }
}

internal sealed record PurchasedRequest(string? Sku, int? Quantity);
