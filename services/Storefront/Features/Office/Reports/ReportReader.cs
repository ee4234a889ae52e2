using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Sessions;

namespace Ecommerce.Storefront.Features.Office.Reports;

/// <summary>All reports of the page.</summary>
/// <param name="FunnelOfAll">In the longest buckets: a visitor of two buckets is counted in both.</param>
public sealed record ShopReports(
    Report<RevenueRow> Revenue, Report<OrdersRow> Orders, Report<BasketsRow> Baskets, Report<RefundsRow> Refunds, Report<BuyersRow> Buyers,
    Report<FunnelRow> Funnel, Report<FunnelRow> FunnelOfAll, Report<BestSellersRow> BestSellers, Report<PaymentFailuresRow> PaymentFailures,
    Report<AbandonedCartsRow> AbandonedCarts, Report<ExperimentsRow> Experiments);

internal sealed class ReportReader(GatewayClient gateway, Session session)
{
    private const string MaxUnit = "month";

    public static readonly IReadOnlyList<string> Reports =
    [
        "revenue", "orders", "baskets", "refunds", "buyers", "funnel", "best-sellers", "payment-failures", "abandoned-carts",
        "experiments",
    ];

    /// <exception cref="GatewayException">With a 400 for an invalid query.</exception>
    public async Task<ShopReports> ReadAsync(ReportQuery query, CancellationToken cancellationToken)
    {
        var period = query.ForApi();
        var revenue = GetAsync<RevenueRow>("revenue", period, cancellationToken);
        var orders = GetAsync<OrdersRow>("orders", period, cancellationToken);
        var baskets = GetAsync<BasketsRow>("baskets", period, cancellationToken);
        var refunds = GetAsync<RefundsRow>("refunds", period, cancellationToken);
        var buyers = GetAsync<BuyersRow>("buyers", period, cancellationToken);
        var funnel = GetAsync<FunnelRow>("funnel", period, cancellationToken);
        var all = GetAsync<FunnelRow>("funnel", query.ForApi(MaxUnit), cancellationToken);
        var best = GetAsync<BestSellersRow>("best-sellers", period, cancellationToken);
        var failures = GetAsync<PaymentFailuresRow>("payment-failures", period, cancellationToken);
        var carts = GetAsync<AbandonedCartsRow>("abandoned-carts", period, cancellationToken);
        var experiments = GetAsync<ExperimentsRow>("experiments", period, cancellationToken);
        await Task.WhenAll(revenue, orders, baskets, refunds, buyers, funnel, all, best, failures, carts, experiments);
        return new(
            await revenue, await orders, await baskets, await refunds, await buyers, await funnel, await all, await best, await failures,
            await carts, await experiments);
    }

    /// <summary>A report as CSV.</summary>
    /// <exception cref="GatewayException">With a 400 for an invalid query.</exception>
    public Task<string> ReadTableAsync(string report, ReportQuery query, CancellationToken cancellationToken)
        => gateway.GetTextAsync($"/analytics/{report}{query.ForApi().Add("format", "csv")}", session.AccessToken, cancellationToken);

    private Task<Report<TRow>> GetAsync<TRow>(string report, QueryString period, CancellationToken cancellationToken)
        => gateway.GetAsync<Report<TRow>>($"/analytics/{report}{period}", session.AccessToken, cancellationToken);
}
