namespace Ecommerce.OrderService.Features.Returns;

/// <param name="Next">The cursor of the next page, null on the last.</param>
internal sealed record ReturnPage(IReadOnlyList<ReturnResponse> Items, string? Next);
