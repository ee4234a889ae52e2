using Dapper;
using Npgsql;

namespace Ecommerce.Messaging;

internal static class DeadLetterStore
{
    public static Task AddAsync(NpgsqlTransaction transaction, DeadLetter letter, CancellationToken cancellationToken) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO dead_letters (
                id, consumer, topic, partition, "offset", event_id, type, source, occurred_at, key, value, reason, exception, failed_at)
            VALUES (
                @Id, @Consumer, @Topic, @Partition, @Offset, @EventId, @Type, @Source, @OccurredAt, @Key, @Value, @Reason, @Exception, @FailedAt)
            ON CONFLICT DO NOTHING
            """,
            letter,
            transaction,
            cancellationToken: cancellationToken));

    public static async Task<IReadOnlyList<DeadLetterSummary>> ListAsync(
        NpgsqlDataSource dataSource, Guid? after, int limit, CancellationToken cancellationToken)
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

    public static async Task<DeadLetter?> FindAsync(NpgsqlDataSource dataSource, Guid id, CancellationToken cancellationToken)
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

    /// <summary>False: there is no such letter.</summary>
    public static async Task<bool> RemoveAsync(NpgsqlDataSource dataSource, Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(
            "DELETE FROM dead_letters WHERE id = @id", new { id }, cancellationToken: cancellationToken)) == 1;
    }
}

/// <summary>A dead letter as an operator sees it; what the message says is not shown.</summary>
internal sealed record DeadLetterSummary(
    Guid Id, string Consumer, string Topic, int Partition, long Offset, Guid? EventId, string? Type, string Reason, string Exception, DateTimeOffset FailedAt);
