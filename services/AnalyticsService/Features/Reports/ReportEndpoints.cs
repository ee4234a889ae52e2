using Ecommerce.AnalyticsService.Infrastructure.Postgres;
using Ecommerce.ServiceDefaults;
using Npgsql;

namespace Ecommerce.AnalyticsService.Features.Reports;

internal static class ReportEndpoints
{
    private const string CsvType = "text/csv";

    public static RouteGroupBuilder MapReports(this RouteGroupBuilder analytics)
    {
        var reports = analytics.MapGroup("").WithTags("Reports").RequirePermission(Permissions.AnalyticsRead);
        reports.MapReport("revenue", "Captured and refunded amounts by currency", RevenueReport.ReadAsync);
        reports.MapReport("orders", "Orders placed, confirmed and cancelled", OrdersReport.ReadAsync);
        reports.MapReport("baskets", "What was in confirmed orders", BasketsReport.ReadAsync);
        reports.MapReport("refunds", "Refunds by currency", RefundsReport.ReadAsync);
        reports.MapReport("buyers", "New and returning buyers", BuyersReport.ReadAsync);
        reports.MapReport("funnel", "Visitors by the furthest step that they took", FunnelReport.ReadAsync);
        reports.MapReport("abandoned-carts", "Carts that were left with something in them", AbandonedCartsReport.ReadAsync);
        reports.MapReport("payment-failures", "Failed payments by reason", PaymentFailuresReport.ReadAsync);
        reports.MapReport("reviews", "Published reviews by stars and mood", ReviewsReport.ReadAsync);
        reports.MapBestSellers();
        reports.MapExperiments();
        reports.MapCohorts();
        return analytics;
    }

    public static void Describe<TRow>(this RouteHandlerBuilder endpoint, string name, string summary)
        where TRow : IReportRow
        => endpoint.WithName($"Read-{name}").WithSummary(summary)
            .Produces<Report<TRow>>(StatusCodes.Status200OK, "application/json", CsvType)
            .ProducesProblem(StatusCodes.Status400BadRequest);

    /// <summary>Validates the query, reads the report, and responds with JSON or CSV.</summary>
    public static async Task<IResult> RespondAsync<TRow>(
        string name, ReportQuery query, FieldErrors errors, Func<ReportReader, Task<IReadOnlyList<TRow>>> read, NpgsqlDataSource database,
        TimeProvider timeProvider, HttpContext http)
        where TRow : IReportRow
    {
        errors.Check("format", query.Format is null or "json" or "csv", "must be json or csv");
        var range = query.ParseRange(timeProvider.GetUtcNow(), errors);
        if (errors.TryGetProblem(out var refusal))
            return refusal;
        var rows = await ReportReader.ReadAsync(database, range!, read, http.RequestAborted);
        if (!WantsCsv(query, http.Request))
            return TypedResults.Ok(Report<TRow>.Of(range!, rows));
        http.Response.Headers.ContentDisposition = $"attachment; filename={name}.csv";
        var lines = rows.Select(row => Csv.Line(row.Cells())).Prepend(Csv.Line([.. TRow.Columns]));
        return TypedResults.Text(string.Concat(lines), $"{CsvType}; charset=utf-8");
    }

    private static void MapReport<TRow>(
        this RouteGroupBuilder reports, string name, string summary, Func<ReportReader, Task<IReadOnlyList<TRow>>> read)
        where TRow : IReportRow
        => reports.MapGet(name, ([AsParameters] ReportQuery query, NpgsqlDataSource database, TimeProvider timeProvider, HttpContext http)
            => RespondAsync(name, query, new(), read, database, timeProvider, http)).Describe<TRow>(name, summary);

    private static bool WantsCsv(ReportQuery query, HttpRequest request)
        => query.Format is { } format ? format is "csv" : request.GetTypedHeaders().Accept.Any(accepted => accepted.MediaType == CsvType);
}
