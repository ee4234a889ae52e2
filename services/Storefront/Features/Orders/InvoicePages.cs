using Ecommerce.Storefront.Features.Shared;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.Storefront.Features.Orders;

internal static class InvoicePages
{
    public static void MapInvoice(this IEndpointRouteBuilder order) => order.MapGet("/invoice", ShowAsync);

    /// <summary>There is none before the order is paid.</summary>
    private static async Task<IResult> ShowAsync(Guid id, OrderReader orders, CancellationToken cancellationToken)
        => await orders.FindAsync(id, cancellationToken) is { Order: var order } && Invoice.Of(order) is { } invoice
            ? new RazorComponentResult<InvoicePage>(new { Invoice = invoice })
            : Pages.NotFound();
}
