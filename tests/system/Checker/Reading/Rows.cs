using Dapper;
using Npgsql;

namespace Ecommerce.Checker.Reading;

internal static class Rows
{
    /// <summary>All rows of a query; its columns are the record's members, in their order.</summary>
    public static async Task<IReadOnlyList<T>> ReadAsync<T>(this NpgsqlConnection connection, string sql, object? parameters = null)
        => (await connection.QueryAsync<T>(sql, parameters)).AsList();

    /// <summary>A connection of its own, so that nothing keeps a database open afterwards.</summary>
    public static async Task<NpgsqlConnection> OpenAsync(string database)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }
}
