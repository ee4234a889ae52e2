namespace Ecommerce.CartService.Carts;

internal sealed record AddItemRequest(string? Sku, int? Quantity);

internal sealed record SetQuantityRequest(int? Quantity);

internal sealed record MergeRequest(string? CartId);
