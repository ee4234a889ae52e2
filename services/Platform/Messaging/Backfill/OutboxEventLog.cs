using Dapper;
using Npgsql;

namespace Ecommerce.Messaging;

/// <summary>The outbox keeps what it has published for a while.</summary>
internal sealed class OutboxEventLog(NpgsqlDataSource dataSource) : IEventLog
{
    // Who writes to the outbox holds a lock on it until its rows can be seen. The order of the three matters: see EventLogReading.
    private const string Page = """
        SELECT least(statement_timestamp(), min(coalesce(writer.xact_start, statement_timestamp())))
        FROM pg_locks held LEFT JOIN pg_stat_activity writer USING (pid)
        WHERE held.locktype = 'relation' AND held.mode = 'RowExclusiveLock' AND held.relation = 'outbox'::regclass
            AND held.database = (SELECT oid FROM pg_database WHERE datname = current_database());

        SELECT position, event_id, topic, key, type, data::text AS data, occurred_at, traceparent, tracestate FROM outbox
        WHERE position > @after AND (cardinality(@types) = 0 OR type = ANY (@types))
        ORDER BY position LIMIT @limit;

        SELECT clock_timestamp()
        """;

    public async Task<EventLogReading> ReadAsync(
        long after, IReadOnlyCollection<string> types, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var answers = await connection.QueryMultipleAsync(new CommandDefinition(
            Page, new { after, types = types.ToArray(), limit }, cancellationToken: cancellationToken));
        var openSince = await answers.ReadSingleAsync<DateTimeOffset>();
        var rows = (await answers.ReadAsync<OutboxRow>()).AsList();
        return new(rows, openSince, await answers.ReadSingleAsync<DateTimeOffset>());
    }
}
