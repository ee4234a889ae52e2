using Ecommerce.BackOffice.Features.Shared;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.BackOffice.Features.Orders;

/// <summary>Orders as CSV, those that the filter of the list leaves.</summary>
internal static class OrderDownloads
{
    public static void MapOrderDownloads(this IEndpointRouteBuilder routes) => routes
        .MapGet("/orders/export.csv", (HttpRequest request, Downloads downloads, CancellationToken cancellationToken)
            => downloads.SendAsync($"/orders/export{request.QueryString}", "orders.csv", cancellationToken))
        .RequireAuthorization(Permissions.OrdersRead).ExcludeFromDescription();
}
