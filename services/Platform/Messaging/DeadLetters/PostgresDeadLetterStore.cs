using Dapper;
using Npgsql;

namespace Ecommerce.Messaging;

internal sealed class PostgresDeadLetterStore(NpgsqlDataSource dataSource) : IDeadLetterStore
{
    public async Task AddAsync(DeadLetter letter, Func<Task> alongside, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO dead_letters (
                id, consumer, topic, partition, "offset", event_id, type, source, occurred_at, key, value, reason, exception, failed_at)
            VALUES (
                @Id, @Consumer, @Topic, @Partition, @Offset, @EventId, @Type, @Source, @OccurredAt, @Key, @Value, @Reason, @Exception,
                @FailedAt)
            ON CONFLICT DO NOTHING
            """,
            letter,
            transaction,
            cancellationToken: cancellationToken));
        await alongside();
        await transaction.CommitAsync(CancellationToken.None);
    }

    public async Task<IReadOnlyList<DeadLetterSummary>> ListAsync(Guid? after, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<DeadLetterSummary>(new CommandDefinition(
            """
            SELECT id, consumer, topic, partition, "offset", event_id, type, reason, exception, failed_at
            FROM dead_letters WHERE @after::uuid IS NULL OR id > @after
            ORDER BY id LIMIT @limit
            """,
            new { after, limit },
            cancellationToken: cancellationToken))).AsList();
    }

    public async Task<DeadLetter?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<DeadLetter>(new CommandDefinition(
            """
            SELECT id, consumer, topic, partition, "offset", event_id, type, source, occurred_at, key, value, reason, exception, failed_at
            FROM dead_letters WHERE id = @id
            """,
            new { id },
            cancellationToken: cancellationToken));
    }

    public async Task<bool> RemoveAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(
            "DELETE FROM dead_letters WHERE id = @id", new { id }, cancellationToken: cancellationToken)) == 1;
    }

    public async Task<IReadOnlyDictionary<string, long>> CountAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<(string Topic, long Letters)>(new CommandDefinition(
            "SELECT topic, count(*) AS letters FROM dead_letters GROUP BY topic", cancellationToken: cancellationToken)))
            .ToDictionary(row => row.Topic, row => row.Letters, StringComparer.Ordinal);
    }
}
