using Dapper;
using Ecommerce.OrderService.Domain.Orders;
using Npgsql;

namespace Ecommerce.OrderService.Infrastructure.Postgres;

/// <summary>A return and its order.</summary>
internal sealed record ReturnOfOrder(Order Order, Return Return);

/// <summary>Reads returns for the back office, newest first.</summary>
internal sealed class ReturnQueries(NpgsqlDataSource database)
{
    public async Task<IReadOnlyList<ReturnOfOrder>> ListAsync(
        ReturnStatus? status, Guid? after, int limit, CancellationToken cancellationToken)
    {
        var parameters = new { status = status?.ToString(), after, limit };
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var returns = await connection.QueryAsync<OrderRow, Guid, ReturnOfOrder>(
            new(Statement(status, after), parameters, cancellationToken: cancellationToken), Find, splitOn: "return_id");
        return returns.AsList();
    }

    /// <summary>With the conditions that are asked for and no others: each has a plan of its own.</summary>
    private static string Statement(ReturnStatus? status, Guid? after) => $"""
        WITH page AS (
            SELECT id AS return_id, order_id FROM order_returns
            WHERE true{(status is null ? "" : " AND status = @status")}{(after is null ? "" : " AND id < @after")}
            ORDER BY id DESC
            LIMIT @limit)
        SELECT {OrderRow.Columns}, return_id FROM page JOIN orders ON orders.id = page.order_id ORDER BY return_id DESC
        """;

    private static ReturnOfOrder Find(OrderRow row, Guid returnId)
    {
        var order = row.ToOrder();
        return new(order, order.FindReturn(returnId)!);
    }
}
