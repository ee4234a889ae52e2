namespace Ecommerce.CartService.Features.ChangeItems;

internal sealed record AddItemRequest(string? Sku, int? Quantity);

internal sealed record SetQuantityRequest(int? Quantity);
