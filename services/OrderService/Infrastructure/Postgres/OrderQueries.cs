using System.Runtime.CompilerServices;
using System.Text.Json;
using Dapper;
using Ecommerce.OrderService.Domain.Orders;
using Npgsql;

namespace Ecommerce.OrderService.Infrastructure.Postgres;

/// <summary>An order and its statuses so far.</summary>
internal sealed record OrderWithHistory(Order Order, IReadOnlyList<StatusChange> History);

/// <summary>Reads orders to show them. An owner of null sees everybody's.</summary>
internal sealed class OrderQueries(NpgsqlDataSource database)
{
    // The history is read in the statement of its order, so that both agree.
    private const string Select = $"""
        SELECT {OrderRow.Columns}, (
            SELECT jsonb_agg(jsonb_build_object('status', h.status, 'at', h.at) ORDER BY h.step)
            FROM order_history h WHERE h.order_id = orders.id) AS history
        FROM orders
        """;

    private const string Find = $"{Select} WHERE id = @id AND (@owner IS NULL OR user_id = @owner)";

    private const int NoTimeout = 0;

    public async Task<OrderWithHistory?> FindAsync(Guid id, Guid? owner, CancellationToken cancellationToken)
        => (await ReadAsync(Find, new { id, owner }, cancellationToken)).SingleOrDefault();

    /// <summary>The statuses so far; null where there is no such order to see.</summary>
    public async Task<IReadOnlyList<StatusChange>?> HistoryAsync(Guid id, Guid? owner, CancellationToken cancellationToken)
        => (await FindAsync(id, owner, cancellationToken))?.History;

    /// <summary>Newest first, those before <paramref name="after"/>. New orders have greater ids, so they do not shift the pages.</summary>
    public async Task<IReadOnlyList<OrderWithHistory>> ListAsync(
        Guid? owner, OrderFilter filter, Guid? after, int limit, CancellationToken cancellationToken)
    {
        var search = OrderSearch.Of(owner, filter).Before(after);
        search.Parameters.Add("limit", limit);
        return await ReadAsync($"{Select} WHERE {search.Condition} ORDER BY id DESC LIMIT @limit", search.Parameters, cancellationToken);
    }

    /// <summary>Newest first, row by row as the database sends them: little memory for any number of orders, and no time limit.</summary>
    public async IAsyncEnumerable<Order> StreamAsync(
        OrderFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var search = OrderSearch.Of(owner: null, filter);
        var rows = connection.QueryUnbufferedAsync<OrderRow>(
            $"SELECT {OrderRow.Columns} FROM orders WHERE {search.Condition} ORDER BY id DESC", search.Parameters,
            commandTimeout: NoTimeout);
        await foreach (var row in rows.WithCancellation(cancellationToken))
            yield return row.ToOrder();
    }

    private async Task<List<OrderWithHistory>> ReadAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var orders = await connection.QueryAsync<OrderRow, string, OrderWithHistory>(
            new(sql, parameters, cancellationToken: cancellationToken),
            (row, history) => new(row.ToOrder(), ParseHistory(history)),
            splitOn: "history");
        return orders.AsList();
    }

    private static IReadOnlyList<StatusChange> ParseHistory(string json)
        => JsonSerializer.Deserialize(json, OrderJson.Default.IReadOnlyListStatusChange) ?? [];
}
