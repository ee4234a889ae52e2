using System.Text.Json;
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
        where (@owner is null or user_id = @owner)
        """;

    public async Task<OrderResponse?> FindAsync(Guid id, Guid? owner, CancellationToken cancellationToken)
        => (await ReadAsync($"{Select} and id = @id", owner, [new("id", id)], cancellationToken)).SingleOrDefault();

    /// <summary>Newest first, from behind <paramref name="after"/> on.</summary>
    public async Task<OrderPage> ListAsync(Guid? owner, Guid? after, int limit, CancellationToken cancellationToken)
    {
        var found = await ReadAsync(
            $"{Select} and (@after is null or id < @after) order by id desc limit @limit",
            owner,
            [new("after", NpgsqlDbType.Uuid) { Value = (object?)after ?? DBNull.Value }, new("limit", limit + 1)],
            cancellationToken);
        return found.Count <= limit ? new(found, null) : new(found[..limit], found[limit - 1].Id.ToString());
    }

    /// <summary>The statuses so far; null where there is no such order to see.</summary>
    public async Task<IReadOnlyList<StatusChange>?> HistoryAsync(Guid id, Guid? owner, CancellationToken cancellationToken)
        => (await FindAsync(id, owner, cancellationToken))?.History;

    private async Task<List<OrderResponse>> ReadAsync(
        string sql, Guid? owner, NpgsqlParameter[] parameters, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.Add(new("owner", NpgsqlDbType.Uuid) { Value = (object?)owner ?? DBNull.Value });
        command.Parameters.AddRange(parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var orders = new List<OrderResponse>();
        while (await reader.ReadAsync(cancellationToken))
            orders.Add(OrderResponse.From(OrderRow.Read(reader), History(reader.GetString(OrderStore.ColumnCount))));
        return orders;
    }

    private static IReadOnlyList<StatusChange> History(string json)
        => JsonSerializer.Deserialize(json, OrderJson.Default.IReadOnlyListStatusChange) ?? [];
}
