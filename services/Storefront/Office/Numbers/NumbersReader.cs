using Ecommerce.Storefront.Account;
using Ecommerce.Storefront.Gateway;

namespace Ecommerce.Storefront.Office.Numbers;

/// <summary>All that the page shows.</summary>
/// <param name="FunnelOfAll">In buckets as long as can be, because somebody who comes in two of them is counted in both.</param>
public sealed record ShopNumbers(
    Report<RevenueRow> Revenue, Report<OrdersRow> Orders, Report<BasketsRow> Baskets, Report<RefundsRow> Refunds, Report<BuyersRow> Buyers,
    Report<FunnelRow> Funnel, Report<FunnelRow> FunnelOfAll, Report<BestSellersRow> BestSellers, Report<PaymentFailuresRow> PaymentFailures,
    Report<AbandonedCartsRow> AbandonedCarts, Report<ExperimentsRow> Experiments);

internal sealed class NumbersReader(GatewayClient gateway, Session session)
{
    private const string LongestUnit = "month";

    public static readonly IReadOnlyList<string> Reports =
        ["revenue", "orders", "baskets", "refunds", "buyers", "funnel", "best-sellers", "payment-failures", "abandoned-carts", "experiments"];

    /// <exception cref="GatewayException">With a 400 for what was asked.</exception>
    public async Task<ShopNumbers> ReadAsync(NumbersQuery query, CancellationToken cancellationToken)
    {
        var asked = query.ForApi();
        var revenue = GetAsync<RevenueRow>("revenue", asked, cancellationToken);
        var orders = GetAsync<OrdersRow>("orders", asked, cancellationToken);
        var baskets = GetAsync<BasketsRow>("baskets", asked, cancellationToken);
        var refunds = GetAsync<RefundsRow>("refunds", asked, cancellationToken);
        var buyers = GetAsync<BuyersRow>("buyers", asked, cancellationToken);
        var funnel = GetAsync<FunnelRow>("funnel", asked, cancellationToken);
        var all = GetAsync<FunnelRow>("funnel", query.ForApi(LongestUnit), cancellationToken);
        var best = GetAsync<BestSellersRow>("best-sellers", asked, cancellationToken);
        var failures = GetAsync<PaymentFailuresRow>("payment-failures", asked, cancellationToken);
        var carts = GetAsync<AbandonedCartsRow>("abandoned-carts", asked, cancellationToken);
        var experiments = GetAsync<ExperimentsRow>("experiments", asked, cancellationToken);
        await Task.WhenAll(revenue, orders, baskets, refunds, buyers, funnel, all, best, failures, carts, experiments);
        return new(
            await revenue, await orders, await baskets, await refunds, await buyers, await funnel, await all, await best, await failures, await carts,
            await experiments);
    }

    /// <summary>A report as a table.</summary>
    /// <exception cref="GatewayException">With a 400 for what was asked.</exception>
    public Task<string> ReadTableAsync(string report, NumbersQuery query, CancellationToken cancellationToken)
        => gateway.GetTextAsync($"/analytics/{report}{query.ForApi().Add("format", "csv")}", session.AccessToken, cancellationToken);

    private Task<Report<TRow>> GetAsync<TRow>(string report, QueryString asked, CancellationToken cancellationToken)
        => gateway.GetAsync<Report<TRow>>($"/analytics/{report}{asked}", session.AccessToken, cancellationToken);
}
