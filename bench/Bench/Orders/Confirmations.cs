using Ecommerce.Load;
using Ecommerce.Testing;
using Npgsql;

namespace Ecommerce.Bench.Orders;

/// <summary>When orders became Confirmed, as their history in the database says; asking order-service would be a load of its own.</summary>
internal static class Confirmations
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Waits until every order is.</summary>
    /// <param name="placed">Orders, and when their checkouts should have started.</param>
    /// <returns>From there to Confirmed.</returns>
    public static async Task<Latencies> WaitAsync(string database, IReadOnlyDictionary<Guid, DateTimeOffset> placed)
    {
        await using var source = NpgsqlDataSource.Create(database);
        var confirmed = await Eventually.Async(
            () => ReadAsync(source, [.. placed.Keys]), found => found.Count == placed.Count, $"all {placed.Count} orders are Confirmed",
            Patience);
        return new(confirmed.Select(order => order.Value - placed[order.Key]));
    }

    private static async Task<Dictionary<Guid, DateTimeOffset>> ReadAsync(NpgsqlDataSource source, Guid[] orders)
    {
        await using var command = source.CreateCommand(
            "SELECT order_id, at FROM order_history WHERE status = 'Confirmed' AND order_id = ANY ($1)");
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = orders });
        await using var rows = await command.ExecuteReaderAsync();
        var found = new Dictionary<Guid, DateTimeOffset>();
        while (await rows.ReadAsync())
            found.Add(rows.GetGuid(0), await rows.GetFieldValueAsync<DateTimeOffset>(1));
        return found;
    }
}
