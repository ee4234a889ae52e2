using Ecommerce.AnalyticsService.Experiments;
using Ecommerce.ServiceDefaults;
using Npgsql;

namespace Ecommerce.AnalyticsService.Reports;

internal static class ReportEndpoints
{
    private const string Table = "text/csv";

    public static RouteGroupBuilder MapReports(this RouteGroupBuilder analytics)
    {
        var reports = analytics.MapGroup("").WithTags("Reports").RequirePermission(Permissions.AnalyticsRead);
        reports.MapReport("revenue", RevenueReport.ReadAsync);
        reports.MapReport("orders", OrdersReport.ReadAsync);
        reports.MapReport("baskets", BasketsReport.ReadAsync);
        reports.MapReport("refunds", RefundsReport.ReadAsync);
        reports.MapReport("buyers", BuyersReport.ReadAsync);
        reports.MapReport("funnel", FunnelReport.ReadAsync);
        reports.MapReport("abandoned-carts", AbandonedCartsReport.ReadAsync);
        reports.MapReport("payment-failures", PaymentFailuresReport.ReadAsync);
        reports.MapReport("reviews", ReviewsReport.ReadAsync);
        reports.MapBestSellers();
        reports.MapExperiments();
        return analytics;
    }

    public static void Describe<TRow>(this RouteHandlerBuilder endpoint, string name)
        where TRow : IReportRow
        => endpoint.WithName($"Read-{name}").Produces<Report<TRow>>(StatusCodes.Status200OK, "application/json", Table)
            .ProducesProblem(StatusCodes.Status400BadRequest);

    /// <summary>Reads the range, reads the report, and answers as the caller wants it.</summary>
    public static async Task<IResult> AnswerAsync<TRow>(
        string name, ReportQuery query, FieldErrors errors, Func<ReportReader, Task<IReadOnlyList<TRow>>> read, NpgsqlDataSource database,
        TimeProvider time, HttpContext http)
        where TRow : IReportRow
    {
        var range = ReportRange.Read(query, time.GetUtcNow(), errors.Check("format", query.Format is null or "json" or "csv", "must be json or csv"));
        if (errors.Refusal(out var refusal))
            return refusal;
        var rows = await ReportReader.ReadAsync(database, range!, read, http.RequestAborted);
        if (!WantsTable(query, http.Request))
            return TypedResults.Ok(Report<TRow>.Of(range!, rows));
        http.Response.Headers.ContentDisposition = $"attachment; filename={name}.csv";
        return TypedResults.Text(string.Concat([Csv.Line([.. TRow.Columns]), .. rows.Select(row => Csv.Line(row.Cells))]), $"{Table}; charset=utf-8");
    }

    private static void MapReport<TRow>(this RouteGroupBuilder reports, string name, Func<ReportReader, Task<IReadOnlyList<TRow>>> read)
        where TRow : IReportRow
        => reports.MapGet(name, ([AsParameters] ReportQuery query, NpgsqlDataSource database, TimeProvider time, HttpContext http)
            => AnswerAsync(name, query, new(), read, database, time, http)).Describe<TRow>(name);

    private static bool WantsTable(ReportQuery query, HttpRequest request)
        => query.Format is { } format ? format is "csv" : request.GetTypedHeaders().Accept.Any(accepted => accepted.MediaType == Table);
}
