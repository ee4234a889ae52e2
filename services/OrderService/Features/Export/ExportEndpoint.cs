using Ecommerce.OrderService.Infrastructure.Postgres;
using Ecommerce.ServiceDefaults;
using Ecommerce.Web;

namespace Ecommerce.OrderService.Features.Export;

/// <summary>All orders that a filter lets pass, newest first, sent row by row: CSV, or JSON lines to who accepts those.</summary>
internal static class ExportEndpoint
{
    public static RouteGroupBuilder MapExport(this RouteGroupBuilder orders)
    {
        orders.MapGet("export", ExportAsync).WithName("ExportOrders").WithSummary("Streams orders as CSV or NDJSON")
            .Produces<string>(StatusCodes.Status200OK, "text/csv", JsonLines.MediaType)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .RequirePermission(Permissions.OrdersRead)
            .DisableRequestTimeout();
        return orders;
    }

    private static async Task<IResult> ExportAsync([AsParameters] OrderFilter filter, OrderQueries queries, HttpContext http)
    {
        var errors = new FieldErrors();
        filter.Check(errors);
        if (errors.TryGetProblem(out var problem))
            return problem;

        var orders = queries.StreamAsync(filter, http.RequestAborted);
        if (http.Request.GetTypedHeaders().Accept.Any(accepted => accepted.MediaType == JsonLines.MediaType))
            await JsonLines.WriteAsync(
                http.Response, orders.Select(ExportedOrder.From), OrderJson.Default.ExportedOrder, http.RequestAborted);
        else
            await CsvWriter.WriteAsync(http.Response, orders, http.RequestAborted);
        return TypedResults.Empty;
    }
}
