using Dapper;
using Ecommerce.Contracts;
using Npgsql;

namespace Ecommerce.SearchService.Infrastructure.Postgres;

/// <summary>Counts how many units of each product were sold, for sorting and ranking.</summary>
internal static class SalesProjection
{
    private const string ConfirmSql = "INSERT INTO sales (order_id, state, at) VALUES (@orderId, 'Confirmed', @at) ON CONFLICT DO NOTHING";

    /// <summary>Returns the state before; null when the order was unknown.</summary>
    private const string CancelSql = """
        WITH before AS (SELECT state FROM sales WHERE order_id = @orderId FOR UPDATE),
        cancelled AS (
            INSERT INTO sales (order_id, state, at) VALUES (@orderId, 'Cancelled', @at)
            ON CONFLICT (order_id) DO UPDATE SET state = 'Cancelled')
        SELECT state FROM before
        """;

    private const string AddSql = """
        INSERT INTO products AS p (id, sold) SELECT * FROM unnest(@ids, @units) AS input (id, units) ORDER BY id
        ON CONFLICT (id) DO UPDATE SET sold = p.sold + excluded.sold, revision = p.revision + 1
        """;

    public static async Task ConfirmAsync(NpgsqlTransaction transaction, OrderConfirmed order, CancellationToken cancellationToken)
    {
        var parameters = new { order.OrderId, At = order.ConfirmedAt };
        var inserted = await transaction.Connection!.ExecuteAsync(
            new CommandDefinition(ConfirmSql, parameters, transaction, cancellationToken: cancellationToken));
        if (inserted == 1)
            await AddAsync(transaction, order.Lines, 1, cancellationToken);
    }

    public static async Task CancelAsync(NpgsqlTransaction transaction, OrderCancelled order, CancellationToken cancellationToken)
    {
        var parameters = new { order.OrderId, At = order.CancelledAt };
        var stateBefore = await transaction.Connection!.ExecuteScalarAsync<string?>(
            new CommandDefinition(CancelSql, parameters, transaction, cancellationToken: cancellationToken));
        if (stateBefore == "Confirmed")
            await AddAsync(transaction, order.Lines, -1, cancellationToken);
    }

    private static Task<int> AddAsync(
        NpgsqlTransaction transaction, IReadOnlyList<OrderLine> lines, int sign, CancellationToken cancellationToken)
    {
        var products = lines.GroupBy(line => line.ProductId).ToList();
        var ids = products.Select(product => product.Key).ToArray();
        var units = products.Select(product => sign * product.Sum(line => (long)line.Quantity)).ToArray();
        return transaction.Connection!.ExecuteAsync(
            new CommandDefinition(AddSql, new { ids, units }, transaction, cancellationToken: cancellationToken));
    }
}
