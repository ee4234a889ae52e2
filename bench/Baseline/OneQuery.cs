using Npgsql;

namespace Ecommerce.Baseline;

internal static class OneQuery
{
    /// <summary>The last segment of the path is the query's parameter, a UUID.</summary>
    public static RequestDelegate Prepare(NpgsqlDataSource database, string sql, Answer answer) => async http =>
    {
        var path = http.Request.Path.Value!;
        await using var command = database.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Guid.Parse(path.AsSpan(path.LastIndexOf('/') + 1)) });
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        await answer.WriteAsync(http.Response, await row.GetFieldValueAsync<byte[]>(0));
    };
}
