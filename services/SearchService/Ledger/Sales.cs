using Dapper;
using Ecommerce.Contracts;
using Npgsql;

namespace Ecommerce.SearchService.Ledger;

/// <summary>How many pieces of each product were sold, for those who want what others want.</summary>
internal static class Sales
{
    private const string ConfirmSql = "INSERT INTO sales (order_id, state, at) VALUES (@orderId, 'Confirmed', @at) ON CONFLICT DO NOTHING";

    /// <summary>Tells the state before: null where the order was not known.</summary>
    private const string CancelSql = """
        WITH before AS (SELECT state FROM sales WHERE order_id = @orderId FOR UPDATE),
        cancelled AS (
            INSERT INTO sales (order_id, state, at) VALUES (@orderId, 'Cancelled', @at)
            ON CONFLICT (order_id) DO UPDATE SET state = 'Cancelled')
        SELECT state FROM before
        """;

    private const string CountSql = """
        INSERT INTO products AS p (id, sold) SELECT * FROM unnest(@ids, @pieces) AS told (id, pieces) ORDER BY id
        ON CONFLICT (id) DO UPDATE SET sold = p.sold + excluded.sold, revision = p.revision + 1
        """;

    public static async Task ConfirmAsync(NpgsqlTransaction transaction, OrderConfirmed order, CancellationToken cancellationToken)
    {
        var first = await transaction.Connection!.ExecuteAsync(
            new CommandDefinition(ConfirmSql, new { order.OrderId, At = order.ConfirmedAt }, transaction, cancellationToken: cancellationToken));
        if (first == 1)
            await CountAsync(transaction, order.Lines, 1, cancellationToken);
    }

    public static async Task CancelAsync(NpgsqlTransaction transaction, OrderCancelled order, CancellationToken cancellationToken)
    {
        var before = await transaction.Connection!.ExecuteScalarAsync<string?>(
            new CommandDefinition(CancelSql, new { order.OrderId, At = order.CancelledAt }, transaction, cancellationToken: cancellationToken));
        if (before == "Confirmed")
            await CountAsync(transaction, order.Lines, -1, cancellationToken);
    }

    private static Task<int> CountAsync(NpgsqlTransaction transaction, IReadOnlyList<OrderLine> lines, int sign, CancellationToken cancellationToken)
    {
        var sold = lines.GroupBy(line => line.ProductId).Select(product => (product.Key, Pieces: product.Sum(line => (long)line.Quantity) * sign)).ToList();
        return transaction.Connection!.ExecuteAsync(new CommandDefinition(
            CountSql, new { ids = sold.Select(s => s.Key).ToArray(), pieces = sold.Select(s => s.Pieces).ToArray() }, transaction,
            cancellationToken: cancellationToken));
    }
}
