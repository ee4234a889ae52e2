using Npgsql;

namespace Ecommerce.Conformance.Fuzzing;

/// <summary>What a PostgreSQL database holds, but for where backfill notes its position by itself.</summary>
internal static class DatabaseContents
{
    private const string Tables = """
        SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) FROM pg_tables
        WHERE schemaname NOT IN ('pg_catalog', 'information_schema') AND tablename <> 'catch_ups' ORDER BY 1
        """;

    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(string connectionString)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        var contents = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var table in await ReadTablesAsync(database))
            contents[table] = await ReadTableAsync(database, table);
        return contents;
    }

    private static async Task<List<string>> ReadTablesAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand(Tables);
        await using var reader = await command.ExecuteReaderAsync();
        var tables = new List<string>();
        while (await reader.ReadAsync())
            tables.Add(reader.GetString(0));
        return tables;
    }

    private static async Task<string> ReadTableAsync(NpgsqlDataSource database, string table)
    {
        await using var command = database.CreateCommand(
            $"SELECT count(*) || ' rows, ' || coalesce(md5(string_agg(row::text, ',' ORDER BY row::text)), '') FROM {table} AS row");
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
