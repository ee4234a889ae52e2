namespace Ecommerce.BackOffice.Features.Numbers;

/// <summary>A report and what is shown of it.</summary>
/// <param name="Name">In the API's paths.</param>
public sealed record ReportKind(string Name, string Title, params IReadOnlyList<ReportColumn> Columns)
{
    public static readonly IReadOnlyList<ReportKind> All =
    [
        new("revenue", "Revenue", ReportColumn.Start, ReportColumn.Currency, new("captured", "Captured", IsDrawn: true),
            new("refunded", "Refunded", IsDrawn: true), new("net", "Net")),
        new("orders", "Orders", ReportColumn.Start, new("placed", "Placed", IsDrawn: true), new("confirmed", "Confirmed", IsDrawn: true),
            new("cancelled", "Cancelled", IsDrawn: true)),
        new("baskets", "Average basket", ReportColumn.Start, ReportColumn.Currency, new("averageValue", "Average basket", IsDrawn: true),
            new("averagePieces", "Pieces"), new("orders", "Orders")),
        new("refunds", "Refunds", ReportColumn.Start, ReportColumn.Currency, new("amount", "Refunded", IsDrawn: true),
            new("refunds", "Refunds"), new("orders", "Orders")),
        new("buyers", "New and returning buyers", ReportColumn.Start, new("new", "New", IsDrawn: true),
            new("returning", "Returning", IsDrawn: true)),
        new("funnel", "From visit to order", ReportColumn.Start, new("visits", "Visits", IsDrawn: true), new("products", "Products"),
            new("carts", "Carts"), new("checkouts", "Checkouts"), new("confirmed", "Confirmed", IsDrawn: true)),
        new("best-sellers", "Best sellers", new("name", "Product"), ReportColumn.Currency, new("pieces", "Pieces"), new("orders", "Orders"),
            new("revenue", "Revenue")),
        new("payment-failures", "Why payments failed", ReportColumn.Start, new("reason", "Reason"), new("failures", "Payments")),
        new("abandoned-carts", "Carts left behind", ReportColumn.Start, new("carts", "Carts", IsDrawn: true), new("pieces", "Pieces")),
        new("experiments", "Groups of the experiment", new("group", "Group"), new("visitors", "Visitors"), new("placed", "Placed"),
            new("confirmed", "Confirmed"), new("conversion", "Conversion"), new("difference", "Difference")),
    ];
}

/// <param name="Member">Of the report's rows.</param>
/// <param name="IsDrawn">In the chart, too.</param>
public sealed record ReportColumn(string Member, string Label, bool IsDrawn = false)
{
    public static readonly ReportColumn Start = new("start", "When");
    public static readonly ReportColumn Currency = new("currency", "Currency");
}
