using System.Collections.Concurrent;
using Ecommerce.ServiceDefaults;
using Npgsql;

namespace Ecommerce.SearchService.Popular;

/// <summary>Counts what is searched for, beside the searches rather than in them: a count that is lost with a process is no harm.</summary>
internal sealed partial class PopularQueries(NpgsqlDataSource database, PopularOptions options, TimeProvider time, ILogger<PopularQueries> logger) : BackgroundService
{
    private const int Longest = 60;
    private const int MostWaiting = 10_000;
    private const int MostDigits = 4;

    private const string CountSql = """
        INSERT INTO popular_queries AS p (query, day, count)
        SELECT query, @day, n FROM unnest(@queries, @counts) AS counted (query, n) ORDER BY query
        ON CONFLICT (query, day) DO UPDATE SET count = p.count + excluded.count
        """;

    private const string PopularSql = """
        SELECT query, sum(count) FROM popular_queries WHERE day > @since AND starts_with(query, @beginning)
        GROUP BY query HAVING sum(count) >= @least ORDER BY sum(count) DESC, query LIMIT @limit
        """;

    private readonly ConcurrentDictionary<string, int> waiting = new(StringComparer.Ordinal);

    /// <param name="query">Words with spaces between them. What may be a number of somebody's, or is too long to be anybody else's, too, is not kept.</param>
    public void Count(string query)
    {
        if (query.Length is > 0 and <= Longest && query.Count(char.IsDigit) <= MostDigits && waiting.Count < MostWaiting)
            waiting.AddOrUpdate(query, 1, (_, count) => count + 1);
    }

    /// <summary>The most frequent ones of the last weeks that enough searches had.</summary>
    public async Task<IReadOnlyList<PopularQuery>> ReadAsync(string beginning, int limit, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(PopularSql);
        command.Parameters.AddWithValue("since", Today().AddDays(-options.Days));
        command.Parameters.AddWithValue("beginning", beginning);
        command.Parameters.AddWithValue("least", options.LeastCount);
        command.Parameters.AddWithValue("limit", limit);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var queries = new List<PopularQuery>();
        while (await row.ReadAsync(cancellationToken))
            queries.Add(new(row.GetString(0), row.GetInt64(1)));
        return queries;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var untraced = BackgroundWork.Untraced();
        using var timer = new PeriodicTimer(options.WriteInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await WriteAsync(stoppingToken);
            }
            catch (NpgsqlException failure)
            {
                LogFailed(failure.Message);
            }
        }
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        var counts = waiting.Keys.Select(query => (Query: query, Count: waiting.TryRemove(query, out var count) ? count : 0)).Where(c => c.Count > 0).ToList();
        if (counts.Count == 0)
            return;

        await using var command = database.CreateCommand(CountSql);
        command.Parameters.AddWithValue("day", Today());
        command.Parameters.AddWithValue("queries", counts.Select(c => c.Query).ToArray());
        command.Parameters.AddWithValue("counts", counts.Select(c => c.Count).ToArray());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private DateOnly Today() => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    [LoggerMessage(LogLevel.Warning, "Searches could not be counted: {Reason}")]
    private partial void LogFailed(string reason);
}

internal sealed record PopularQuery(string Query, long Count);
