using Ecommerce.Storefront.Features.Shared;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.Storefront.Features.Orders;

internal static class BuyAgainPages
{
    public static void MapBuyAgain(this IEndpointRouteBuilder order)
    {
        order.MapPost("/again", AddAsync);
        // Where the form is sent to: opened again, there is only the order.
        order.MapGet("/again", (Guid id) => Results.LocalRedirect($"~/orders/{id}"));
    }

    private static async Task<IResult> AddAsync(Guid id, OrderReader orders, BuyAgain again, CancellationToken cancellationToken)
    {
        if (await orders.FindAsync(id, cancellationToken) is not { Order: var order })
            return Pages.NotFound();
        var leftOut = await again.AddAsync(order, cancellationToken);
        return leftOut.Count == 0
            ? Results.LocalRedirect("~/cart")
            : new RazorComponentResult<BuyAgainPage>(new { Order = order, LeftOut = leftOut });
    }
}
