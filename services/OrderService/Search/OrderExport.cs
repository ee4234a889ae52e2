using System.Text;
using System.Text.Json;
using Ecommerce.OrderService.Orders;
using Ecommerce.ServiceDefaults;
using Npgsql;

namespace Ecommerce.OrderService.Search;

/// <summary>All orders that fit, newest first, row by row as the database gives them: a table of any length in little memory.</summary>
internal static class OrderExport
{
    private const string Select = $"select {OrderStore.Columns} from orders where {OrderSearch.Condition} order by id desc";

    private const string Lines = "application/x-ndjson";

    private const int RowsPerFlush = 100;

    public static RouteGroupBuilder MapOrderExport(this RouteGroupBuilder orders)
    {
        orders.MapGet("export", ExportAsync).WithName("ExportOrders")
            .Produces<string>(StatusCodes.Status200OK, "text/csv", Lines)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .RequirePermission(Permissions.OrdersRead)
            .DisableRequestTimeout();
        return orders;
    }

    private static async Task<IResult> ExportAsync([AsParameters] OrderFilter filter, NpgsqlDataSource database, HttpContext http)
    {
        var errors = new FieldErrors();
        filter.Check(errors);
        if (errors.Refusal(out var refusal))
            return refusal;

        await using var command = database.CreateCommand(Select);
        command.CommandTimeout = 0; // However long the reader takes.
        command.Parameters.AddRange(OrderSearch.Parameters(owner: null, filter));
        await using var reader = await command.ExecuteReaderAsync(http.RequestAborted);
        if (http.Request.GetTypedHeaders().Accept.Any(accepted => accepted.MediaType == Lines))
            await WriteLinesAsync(http.Response, reader, http.RequestAborted);
        else
            await WriteTableAsync(http.Response, reader, http.RequestAborted);
        return TypedResults.Empty;
    }

    /// <summary>For machines: everything exact, lines and times included.</summary>
    private static async Task WriteLinesAsync(HttpResponse response, NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        response.ContentType = Lines;
        for (var row = 1; await reader.ReadAsync(cancellationToken); row++)
        {
            await JsonSerializer.SerializeAsync(response.Body, ExportedOrder.From(OrderRow.Read(reader)), OrderJson.Default.ExportedOrder, cancellationToken);
            await response.Body.WriteAsync("\n"u8.ToArray(), cancellationToken);
        }
    }

    private static async Task WriteTableAsync(HttpResponse response, NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = "attachment; filename=orders.csv";
        await using var writer = new StreamWriter(response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        await writer.WriteAsync(Csv.Line(
            "id", "status", "userId", "createdAt", "country", "currency", "subtotal", "discount", "discountCode", "shipping", "tax", "taxIncluded", "total",
            "refunded", "pieces", "skus", "carrier", "trackingNumber", "shippedAt", "deliveredAt", "cancellationReason"));
        for (var row = 1; await reader.ReadAsync(cancellationToken); row++)
        {
            await writer.WriteAsync(Line(OrderRow.Read(reader)));
            if (row % RowsPerFlush == 0)
                await writer.FlushAsync(cancellationToken);
        }
    }

    private static string Line(Order order) => Csv.Line(
        order.Id, order.Status, order.UserId, order.PlacedAt, order.ShippingAddress.Country, order.Totals.Currency,
        order.Totals.Subtotal, order.Totals.Discount, order.DiscountCode, order.Totals.Shipping, order.Totals.Tax, order.Totals.TaxIncluded, order.Totals.Total,
        order.Refunded, order.Lines.Sum(line => line.Quantity), string.Join(' ', order.Lines.Select(line => line.Sku)),
        order.Shipment?.Carrier, order.Shipment?.TrackingNumber, order.Shipment?.ShippedAt, order.DeliveredAt, order.CancellationReason);
}
