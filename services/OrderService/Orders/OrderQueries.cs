using System.Text.Json;
using Ecommerce.OrderService.Search;
using Npgsql;
using NpgsqlTypes;

namespace Ecommerce.OrderService.Orders;

/// <summary>Orders as people read them. An owner of null sees everybody's.</summary>
internal sealed class OrderQueries(NpgsqlDataSource database)
{
    // History is read with its order in one snapshot, so that both agree.
    private const string Select = $"""
        select {OrderStore.Columns},
            (select jsonb_agg(jsonb_build_object('status', h.status, 'at', h.at) order by h.step) from order_history h where h.order_id = orders.id)
        from orders
        """;

    public async Task<OrderResponse?> FindAsync(Guid id, Guid? owner, CancellationToken cancellationToken)
        => (await ReadAsync($"{Select} where id = @id and (@owner is null or user_id = @owner)", [new("id", id), Nullable("owner", owner)], cancellationToken))
            .SingleOrDefault();

    /// <summary>Newest first, from behind <paramref name="after"/> on. Ids only grow, so a page stays the same whatever is placed meanwhile.</summary>
    public async Task<OrderPage> ListAsync(Guid? owner, OrderFilter filter, Guid? after, int limit, CancellationToken cancellationToken)
    {
        var found = await ReadAsync(
            $"{Select} where {OrderSearch.Condition} and (@after is null or id < @after) order by id desc limit @limit",
            [.. OrderSearch.Parameters(owner, filter), Nullable("after", after), new("limit", limit + 1)],
            cancellationToken);
        return found.Count <= limit ? new(found, null) : new(found[..limit], found[limit - 1].Id.ToString());
    }

    /// <summary>The statuses so far; null where there is no such order to see.</summary>
    public async Task<IReadOnlyList<StatusChange>?> HistoryAsync(Guid id, Guid? owner, CancellationToken cancellationToken)
        => (await FindAsync(id, owner, cancellationToken))?.History;

    private async Task<List<OrderResponse>> ReadAsync(string sql, NpgsqlParameter[] parameters, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.AddRange(parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var orders = new List<OrderResponse>();
        while (await reader.ReadAsync(cancellationToken))
            orders.Add(OrderResponse.From(OrderRow.Read(reader), History(reader.GetString(OrderStore.ColumnCount))));
        return orders;
    }

    private static NpgsqlParameter Nullable(string name, Guid? id) => new(name, NpgsqlDbType.Uuid) { Value = (object?)id ?? DBNull.Value };

    private static IReadOnlyList<StatusChange> History(string json)
        => JsonSerializer.Deserialize(json, OrderJson.Default.IReadOnlyListStatusChange) ?? [];
}
