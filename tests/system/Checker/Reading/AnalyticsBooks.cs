using Npgsql;

namespace Ecommerce.Checker.Reading;

/// <summary>What analytics' reports are sums of: the live generation of its facts.</summary>
/// <param name="Failures">Orders whose payment failed.</param>
/// <param name="Reviews">The published ones.</param>
/// <param name="AbandonedCarts">The events that told of them.</param>
internal sealed record AnalyticsBooks(
    IReadOnlyList<OrderFactRow> Orders, IReadOnlyList<MoneyRow> Captures, IReadOnlyList<MoneyRow> Refunds, IReadOnlyList<Guid> Failures,
    IReadOnlyList<StarsRow> Reviews, IReadOnlyList<Guid> AbandonedCarts)
{
    public static readonly AnalyticsBooks None = new([], [], [], [], [], []);

    private const string Live = "generation = (select id from generations where state = 'live')";

    private const string ReadOrders = $"""
        select order_id as id, total, currency, placed_at is not null as isplaced, confirmed_at is not null as isconfirmed,
            cancelled_at is not null as iscancelled
        from order_facts where {Live}
        """;

    private const string ReadCaptures = $"select order_id as id, amount, currency from capture_facts where {Live}";

    private const string ReadRefunds = $"select refund_id as id, amount, currency from refund_facts where {Live}";

    private const string ReadFailures = $"select order_id from payment_failure_facts where {Live}";

    private const string ReadReviews =
        $"select review_id as id, product_id as productid, stars from review_facts where published and {Live}";

    private const string ReadAbandonedCarts = "select event_id from abandoned_carts";

    /// <summary>Of some orders and refunds.</summary>
    public static async Task<AnalyticsBooks> ReadAsync(NpgsqlConnection connection, Guid[] orders, Guid[] refunds)
    {
        var of = new { orders, refunds };
        return None with
        {
            Orders = await connection.ReadAsync<OrderFactRow>($"{ReadOrders} and order_id = any(@orders)", of),
            Captures = await connection.ReadAsync<MoneyRow>($"{ReadCaptures} and order_id = any(@orders)", of),
            Refunds = await connection.ReadAsync<MoneyRow>($"{ReadRefunds} and refund_id = any(@refunds)", of),
            Failures = await connection.ReadAsync<Guid>($"{ReadFailures} and order_id = any(@orders)", of),
        };
    }

    public static Task<IReadOnlyList<StarsRow>> ReadReviewsAsync(NpgsqlConnection connection)
        => connection.ReadAsync<StarsRow>(ReadReviews);

    public static async Task<AnalyticsBooks> ReadAsync(string database)
    {
        await using var connection = await Rows.OpenAsync(database);
        return new(
            await connection.ReadAsync<OrderFactRow>(ReadOrders),
            await connection.ReadAsync<MoneyRow>(ReadCaptures),
            await connection.ReadAsync<MoneyRow>(ReadRefunds),
            await connection.ReadAsync<Guid>(ReadFailures),
            await connection.ReadAsync<StarsRow>(ReadReviews),
            await connection.ReadAsync<Guid>(ReadAbandonedCarts));
    }
}

/// <param name="IsConfirmed">Was once, whatever became of it.</param>
internal sealed record OrderFactRow(Guid Id, decimal Total, string Currency, bool IsPlaced, bool IsConfirmed, bool IsCancelled)
{
    public override string ToString()
        => $"order {Id} over {Total:0.00} "
            + $"{Currency}{(IsPlaced ? "" : ", never placed")}{(IsConfirmed ? ", confirmed" : "")}{(IsCancelled ? ", cancelled" : "")}";
}

/// <param name="Id">The order of a capture; of a refund its own.</param>
internal sealed record MoneyRow(Guid Id, decimal Amount, string Currency)
{
    public override string ToString() => $"{Amount:0.00} {Currency} of {Id}";
}
