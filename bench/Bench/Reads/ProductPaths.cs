using Npgsql;

namespace Ecommerce.Bench.Reads;

internal static class ProductPaths
{
    /// <summary>Where products are read, in no order that a cache or a page could like.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(string database, int most)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand("SELECT id FROM products ORDER BY md5(id::text) LIMIT $1");
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = most });
        await using var rows = await command.ExecuteReaderAsync();
        var paths = new List<string>();
        while (await rows.ReadAsync())
            paths.Add($"/products/{rows.GetGuid(0)}");
        return paths;
    }
}
