namespace Ecommerce.BackOffice.Features.Numbers;

/// <summary>A report and what is shown of it.</summary>
/// <param name="Name">In the API's paths.</param>
public sealed record ReportKind(string Name, string Title, params IReadOnlyList<ReportColumn> Columns)
{
    public static readonly IReadOnlyList<ReportKind> All =
    [
        new("revenue", "Revenue", ReportColumn.Start, ReportColumn.Currency,
            new("captured", "Captured", IsMoney: true, IsDrawn: true, IsSummed: true),
            new("refunded", "Refunded", IsMoney: true, IsDrawn: true, IsSummed: true), new("net", "Net", IsMoney: true, IsSummed: true)),
        new("orders", "Orders", ReportColumn.Start, new("placed", "Placed", IsDrawn: true, IsSummed: true),
            new("confirmed", "Confirmed", IsDrawn: true, IsSummed: true), new("cancelled", "Cancelled", IsDrawn: true, IsSummed: true)),
        new("baskets", "Average basket", ReportColumn.Start, ReportColumn.Currency,
            new("averageValue", "Average basket", IsMoney: true, IsDrawn: true),
            new("averagePieces", "Pieces"), new("orders", "Orders")),
        new("refunds", "Refunds", ReportColumn.Start, ReportColumn.Currency,
            new("amount", "Refunded", IsMoney: true, IsDrawn: true, IsSummed: true),
            new("refunds", "Refunds", IsSummed: true), new("orders", "Orders")),
        new("buyers", "New and returning buyers", ReportColumn.Start, new("new", "New", IsDrawn: true),
            new("returning", "Returning", IsDrawn: true)),
        new("funnel", "From visit to order", ReportColumn.Start, new("visits", "Visits", IsDrawn: true), new("products", "Products"),
            new("carts", "Carts"), new("checkouts", "Checkouts"), new("confirmed", "Confirmed", IsDrawn: true)),
        new("best-sellers", "Best sellers", new("name", "Product"), ReportColumn.Currency, new("pieces", "Pieces"), new("orders", "Orders"),
            new("revenue", "Revenue", IsMoney: true)),
        new("payment-failures", "Why payments failed", ReportColumn.Start, ReportColumn.Reason,
            new("failures", "Payments", IsSummed: true)),
        new("abandoned-carts", "Carts left behind", ReportColumn.Start, new("carts", "Carts", IsDrawn: true, IsSummed: true),
            new("pieces", "Pieces", IsSummed: true)),
    ];
}

/// <param name="Member">Of the report's rows.</param>
/// <param name="IsDrawn">In the chart, too.</param>
/// <param name="IsMoney">Of the row's currency.</param>
/// <param name="IsSummed">Has a total. Visitors of two days may be the same person, and an average adds up to nothing.</param>
public sealed record ReportColumn(string Member, string Label, bool IsMoney = false, bool IsDrawn = false, bool IsSummed = false)
{
    public static readonly ReportColumn Start = new("start", "When");
    public static readonly ReportColumn Currency = new("currency", "Currency");
    public static readonly ReportColumn Reason = new("reason", "Reason");
}
