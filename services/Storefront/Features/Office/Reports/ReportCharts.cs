using Ecommerce.Storefront.Features.Office.Reports.Charts;
using Ecommerce.Storefront.Infrastructure.Gateway;

namespace Ecommerce.Storefront.Features.Office.Reports;

/// <summary>The charts of a report: one per currency for amounts of money.</summary>
internal static class ReportCharts
{
    public static IReadOnlyList<Chart> Of(Report<RevenueRow> report) =>
    [
        .. from rows in report.Rows.GroupBy(row => row.Currency)
           select Create(
               report, $"Revenue in {rows.Key}", [.. rows], new Column<RevenueRow>("Captured", row => row.Captured, rows.Key),
               new("Refunded", row => row.Refunded, rows.Key), new("Net", row => row.Net, rows.Key, IsDrawn: false)),
    ];

    public static IReadOnlyList<Chart> Of(Report<OrdersRow> report) =>
    [
        Create(
            report, "Orders", report.Rows, new Column<OrdersRow>("Placed", row => row.Placed), new("Confirmed", row => row.Confirmed),
            new("Cancelled", row => row.Cancelled)),
    ];

    public static IReadOnlyList<Chart> Of(Report<BasketsRow> report) =>
    [
        .. from rows in report.Rows.GroupBy(row => row.Currency)
           select Create(
               report, $"Average basket in {rows.Key}", [.. rows], new Column<BasketsRow>("Average", row => row.AverageValue, rows.Key),
               new("Pieces", row => row.AveragePieces, IsDrawn: false), new("Orders", row => row.Orders, IsDrawn: false)),
    ];

    public static IReadOnlyList<Chart> Of(Report<RefundsRow> report) =>
    [
        .. from rows in report.Rows.GroupBy(row => row.Currency)
           select Create(
               report, $"Refunds in {rows.Key}", [.. rows], new Column<RefundsRow>("Refunded", row => row.Amount, rows.Key),
               new("Refunds", row => row.Refunds, IsDrawn: false), new("Orders", row => row.Orders, IsDrawn: false)),
    ];

    public static IReadOnlyList<Chart> Of(Report<BuyersRow> report)
        => [Create(report, "Buyers", report.Rows, new Column<BuyersRow>("New", row => row.New), new("Returning", row => row.Returning))];

    public static IReadOnlyList<Chart> Of(Report<FunnelRow> report) =>
    [
        Create(
            report, "Visitors and orders", report.Rows, new Column<FunnelRow>("Visits", row => row.Visits),
            new("Products", row => row.Products, IsDrawn: false), new("Carts", row => row.Carts, IsDrawn: false),
            new("Checkouts", row => row.Checkouts, IsDrawn: false), new("Confirmed", row => row.Confirmed)),
    ];

    public static IReadOnlyList<Chart> Of(Report<AbandonedCartsRow> report) =>
    [
        Create(
            report, "Abandoned carts", report.Rows, new Column<AbandonedCartsRow>("Carts", row => row.Carts),
            new("Pieces", row => row.Pieces, IsDrawn: false)),
    ];

    private static Chart Create<TRow, TReport>(
        Report<TReport> report, string title, IReadOnlyList<TRow> rows, params IReadOnlyList<Column<TRow>> columns)
        where TRow : IBucket
        => new(
            title, report.By, [.. rows.Select(row => row.Start)],
            [.. columns.Select(column => new Series(column.Label, [.. rows.Select(column.Value)], column.Currency, column.IsDrawn))]);

    private sealed record Column<TRow>(string Label, Func<TRow, decimal?> Value, string? Currency = null, bool IsDrawn = true);
}
