using Npgsql;

namespace Ecommerce.SearchService.Infrastructure.Postgres;

/// <summary>How often texts are searched for, by day.</summary>
internal sealed class PopularQueryStore(NpgsqlDataSource database, PopularOptions options, TimeProvider timeProvider)
{
    private const string AddSql = """
        INSERT INTO popular_queries AS p (query, day, count)
        SELECT query, @day, n FROM unnest(@queries, @counts) AS counted (query, n) ORDER BY query
        ON CONFLICT (query, day) DO UPDATE SET count = p.count + excluded.count
        """;

    private const string PopularSql = """
        SELECT query, sum(count) FROM popular_queries WHERE day > @since AND starts_with(query, @prefix)
        GROUP BY query HAVING sum(count) >= @minCount ORDER BY sum(count) DESC, query LIMIT @limit
        """;

    private DateOnly Today => DateOnly.FromDateTime(timeProvider.GetUtcNow().UtcDateTime);

    /// <summary>The most frequent texts of the last weeks that were searched for often enough.</summary>
    public async Task<IReadOnlyList<PopularQuery>> ReadAsync(string prefix, int limit, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(PopularSql);
        command.Parameters.AddWithValue("since", Today.AddDays(-options.Days));
        command.Parameters.AddWithValue("prefix", prefix);
        command.Parameters.AddWithValue("minCount", options.LeastCount);
        command.Parameters.AddWithValue("limit", limit);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var queries = new List<PopularQuery>();
        while (await row.ReadAsync(cancellationToken))
            queries.Add(new(row.GetString(0), row.GetInt64(1)));
        return queries;
    }

    public async Task AddAsync(IReadOnlyCollection<(string Query, int Count)> counts, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(AddSql);
        command.Parameters.AddWithValue("day", Today);
        command.Parameters.AddWithValue("queries", counts.Select(c => c.Query).ToArray());
        command.Parameters.AddWithValue("counts", counts.Select(c => c.Count).ToArray());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

internal sealed record PopularQuery(string Query, long Count);
