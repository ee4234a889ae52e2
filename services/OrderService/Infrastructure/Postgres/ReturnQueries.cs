using Dapper;
using Ecommerce.OrderService.Domain.Orders;
using Npgsql;

namespace Ecommerce.OrderService.Infrastructure.Postgres;

/// <summary>A return and its order.</summary>
internal sealed record ReturnOfOrder(Order Order, Return Return);

/// <summary>Reads returns for the back office, newest first.</summary>
internal sealed class ReturnQueries(NpgsqlDataSource database)
{
    private const string List = $"""
        SELECT {OrderRow.Columns}, (r ->> 'id')::uuid AS return_id
        FROM orders CROSS JOIN LATERAL jsonb_array_elements(orders.returns) r
        WHERE orders.returns <> '[]'
            AND (@status IS NULL OR r ->> 'status' = @status)
            AND (@after IS NULL OR (r ->> 'id')::uuid < @after)
        ORDER BY (r ->> 'id')::uuid DESC
        LIMIT @limit
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
