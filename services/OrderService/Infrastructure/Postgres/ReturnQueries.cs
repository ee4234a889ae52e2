using Dapper;
using Ecommerce.OrderService.Domain.Orders;
using Npgsql;

namespace Ecommerce.OrderService.Infrastructure.Postgres;

/// <summary>A return and its order.</summary>
internal sealed record ReturnOfOrder(Order Order, Return Return);

/// <summary>Reads returns for the back office, newest first.</summary>
internal sealed class ReturnQueries(NpgsqlDataSource database)
{
    // Sorted before the orders are read: most of them are on other pages.
    private const string List = $"""
        WITH page AS (
            SELECT orders.id AS order_id, (r ->> 'id')::uuid AS return_id
            FROM orders CROSS JOIN LATERAL jsonb_array_elements(orders.returns) r
            WHERE orders.returns <> '[]'
                AND (@status IS NULL OR r ->> 'status' = @status)
                AND (@after IS NULL OR (r ->> 'id')::uuid < @after)
            ORDER BY return_id DESC
            LIMIT @limit)
        SELECT {OrderRow.Columns}, return_id FROM page JOIN orders ON orders.id = page.order_id ORDER BY return_id DESC
        """;

    public async Task<IReadOnlyList<ReturnOfOrder>> ListAsync(
        ReturnStatus? status, Guid? after, int limit, CancellationToken cancellationToken)
    {
        var parameters = new { status = status?.ToString(), after, limit };
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var returns = await connection.QueryAsync<OrderRow, Guid, ReturnOfOrder>(
            new(List, parameters, cancellationToken: cancellationToken), Find, splitOn: "return_id");
        return returns.AsList();
    }

    private static ReturnOfOrder Find(OrderRow row, Guid returnId)
    {
        var order = row.ToOrder();
        return new(order, order.FindReturn(returnId)!);
    }
}
