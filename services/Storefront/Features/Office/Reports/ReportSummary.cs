using System.Globalization;
using Ecommerce.Storefront.Infrastructure.Gateway;

namespace Ecommerce.Storefront.Features.Office.Reports;

/// <summary>Totals of the whole period.</summary>
internal static class ReportSummary
{
    public static IEnumerable<(string Label, string Value)> Of(ShopReports numbers)
    {
        foreach (var rows in numbers.Revenue.Rows.GroupBy(row => row.Currency))
            yield return ("Revenue, refunds taken off", Money(rows.Sum(row => row.Net), rows.Key));
        foreach (var rows in numbers.Refunds.Rows.GroupBy(row => row.Currency))
            yield return ("Refunded", Money(rows.Sum(row => row.Amount), rows.Key));
        foreach (var rows in numbers.Baskets.Rows.GroupBy(row => row.Currency).Where(rows => rows.Any(row => row.Orders > 0)))
            yield return ("Average basket", Money(rows.Sum(row => row.Total) / rows.Sum(row => row.Orders), rows.Key));
        yield return ("Orders confirmed", Count(numbers.Orders.Rows.Sum(row => row.Confirmed)));
        var funnel = Sum(numbers.FunnelOfAll);
        yield return ("Visitors", Count(funnel.Visits));
        if (funnel.Visits > 0)
            yield return ("Orders per visitor", Share(funnel.Confirmed, funnel.Visits));
        yield return ("Carts left behind", Count(numbers.AbandonedCarts.Rows.Sum(row => row.Carts)));
        yield return ("Payments failed", Count(numbers.PaymentFailures.Rows.Sum(row => row.Failures)));
    }

    /// <summary>The number of visitors at each step of the funnel.</summary>
    public static IReadOnlyList<(string Label, long Count)> Steps(Report<FunnelRow> report)
    {
        var all = Sum(report);
        return
        [
            ("Came", all.Visits), ("Looked at a product", all.Products), ("Put something into the cart", all.Carts),
            ("Went to the checkout", all.Checkouts), ("Had an order confirmed", all.Confirmed),
        ];
    }

    /// <summary>Reasons, the most frequent first.</summary>
    public static IReadOnlyList<(string Reason, long Count)> Reasons(Report<PaymentFailuresRow> report) =>
    [
        .. from rows in report.Rows.GroupBy(row => row.Reason)
           let count = rows.Sum(row => row.Failures)
           orderby count descending, rows.Key
           select (rows.Key, count),
    ];

    public static string Share(long part, long whole)
        => whole == 0 ? "" : ((decimal)part / whole).ToString("0.0 %", CultureInfo.InvariantCulture);

    public static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    private static FunnelRow Sum(Report<FunnelRow> report) => report.Rows.Aggregate(
        new FunnelRow(report.From, 0, 0, 0, 0, 0),
        (sum, row) => new(
            sum.Start, sum.Visits + row.Visits, sum.Products + row.Products, sum.Carts + row.Carts, sum.Checkouts + row.Checkouts,
            sum.Confirmed + row.Confirmed));

    private static string Money(decimal amount, string currency) => new Price(amount, currency).ToString();
}
