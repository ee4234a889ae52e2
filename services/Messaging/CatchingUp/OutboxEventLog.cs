using Dapper;
using Npgsql;

namespace Ecommerce.Messaging;

/// <summary>The outbox keeps what it has published for a while.</summary>
internal sealed class OutboxEventLog(NpgsqlDataSource dataSource) : IEventLog
{
    private const string Page = """
        SELECT position, event_id, topic, key, type, data::text AS data, occurred_at, traceparent, tracestate FROM outbox
        WHERE position > @after AND (cardinality(@types) = 0 OR type = ANY (@types))
        ORDER BY position LIMIT @limit
        """;

    public async Task<IReadOnlyList<OutboxRow>> ReadAsync(long after, IReadOnlyCollection<string> types, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<OutboxRow>(new CommandDefinition(
            Page, new { after, types = types.ToArray(), limit }, cancellationToken: cancellationToken))).AsList();
    }
}
