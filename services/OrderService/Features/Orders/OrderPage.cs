namespace Ecommerce.OrderService.Features.Orders;

/// <param name="Next">The cursor of the next page, null on the last.</param>
internal sealed record OrderPage(IReadOnlyList<OrderResponse> Items, string? Next);
