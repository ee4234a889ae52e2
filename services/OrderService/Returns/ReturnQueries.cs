using Ecommerce.OrderService.Orders;
using Npgsql;
using NpgsqlTypes;

namespace Ecommerce.OrderService.Returns;

/// <summary>Returns as the back office works through them, newest first.</summary>
internal sealed class ReturnQueries(NpgsqlDataSource database)
{
    private const string List = $"""
        select {OrderStore.Columns}, (r ->> 'id')::uuid
        from orders cross join lateral jsonb_array_elements(orders.returns) r
        where orders.returns <> '[]'
            and (@status is null or r ->> 'status' = @status)
            and (@after is null or (r ->> 'id')::uuid < @after)
        order by (r ->> 'id')::uuid desc
        limit @limit
        """;

    public async Task<ReturnPage> ListAsync(ReturnStatus? status, Guid? after, int limit, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(List);
        command.Parameters.Add(new("status", NpgsqlDbType.Text) { Value = (object?)status?.ToString() ?? DBNull.Value });
        command.Parameters.Add(new("after", NpgsqlDbType.Uuid) { Value = (object?)after ?? DBNull.Value });
        command.Parameters.AddWithValue("limit", limit + 1);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<ReturnResponse>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var order = OrderRow.Read(reader);
            found.Add(ReturnResponse.From(order, order.Return(reader.GetGuid(OrderStore.ColumnCount))!));
        }

        return found.Count <= limit ? new(found, null) : new(found[..limit], $"{found[limit - 1].Id}");
    }
}
