using System.Text;
using Ecommerce.OrderService.Domain.Orders;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.OrderService.Features.Export;

/// <summary>For spreadsheets: one row per order.</summary>
internal static class CsvWriter
{
    private const int RowsPerFlush = 100;

    private static readonly string Header = Csv.Line(
        "id", "status", "userId", "createdAt", "country", "currency", "subtotal", "discount", "discountCode", "shipping", "tax",
        "taxIncluded", "total", "refunded", "pieces", "skus", "carrier", "trackingNumber", "shippedAt", "deliveredAt",
        "cancellationReason", "shippingMethod");

    public static async Task WriteAsync(HttpResponse response, IAsyncEnumerable<Order> orders, CancellationToken cancellationToken)
    {
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = "attachment; filename=orders.csv";
        // Not disposed, which would send the header: a failure before the first row is still told by the status.
        var writer = new StreamWriter(response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        await writer.WriteAsync(Header);
        var rows = 0;
        await foreach (var order in orders.WithCancellation(cancellationToken))
        {
            await writer.WriteAsync(Row(order));
            if (++rows % RowsPerFlush == 0)
                await writer.FlushAsync(cancellationToken);
        }

        await writer.FlushAsync(cancellationToken);
    }

    private static string Row(Order order)
    {
        var (totals, shipment) = (order.Totals, order.Shipment);
        return Csv.Line(
            order.Id, order.Status, order.UserId, order.PlacedAt, order.ShippingAddress.Country, totals.Currency,
            totals.Subtotal, totals.Discount, order.DiscountCode, totals.Shipping, totals.Tax, totals.TaxIncluded, totals.Total,
            order.Refunded, order.Lines.Sum(line => line.Quantity), string.Join(' ', order.Lines.Select(line => line.Sku)),
            shipment?.Carrier, shipment?.TrackingNumber, shipment?.ShippedAt, order.DeliveredAt, order.CancellationReason,
            order.ShippingMethod.Id);
    }
}
