using Ecommerce.Storefront.Features.Shared;
using Ecommerce.Storefront.Infrastructure.Gateway;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Ecommerce.Storefront.Features.Orders;

/// <summary>Cancelling an order, with a page that asks first.</summary>
internal static class CancellationPages
{
    public static void MapCancellation(this IEndpointRouteBuilder order)
    {
        order.MapGet("/cancel", AskAsync);
        order.MapPost("/cancel", CancelAsync);
    }

    private static async Task<IResult> AskAsync(Guid id, OrderReader orders, CancellationToken cancellationToken)
        => await orders.FindOwnAsync(id, cancellationToken) is { } order ? Ask(order, Guid.CreateVersion7()) : Pages.NotFound();

    private static async Task<IResult> CancelAsync(
        Guid id, [FromForm] Guid key, OrderReader orders, OrderRequests requests, CancellationToken cancellationToken)
    {
        if (await requests.CancelAsync(id, key, cancellationToken) is not { } refusal)
            return Results.LocalRedirect($"~/orders/{id}?done=cancel");
        return await orders.FindOwnAsync(id, cancellationToken) is { } order ? Ask(order, key, refusal) : Pages.NotFound();
    }

    private static RazorComponentResult<CancelPage> Ask(Order order, Guid key, Refusal? refusal = null)
        => new(new { Order = order, Key = key, Messages = refusal?.Messages ?? [] }) { StatusCode = refusal?.Status };
}
