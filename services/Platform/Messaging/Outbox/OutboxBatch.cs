using Dapper;
using Npgsql;

namespace Ecommerce.Messaging;

/// <summary>
/// The statements of the relay. Only the oldest unpublished row of a key can be claimed, and it is locked until it is marked:
/// however many relays work, a key's next row waits for the one before it.
/// </summary>
internal static class OutboxBatch
{
    // The window begins at the oldest unpublished row of all, so a key's first row in it is the key's oldest unpublished row.
    // Keys that no window reaches wait for those before them; without it a long backlog would be read whole for each batch.
    private const string ClaimSql =
        """
        WITH oldest AS (
            SELECT position, topic, key FROM outbox WHERE published_at IS NULL ORDER BY position LIMIT @Window),
        heads AS (
            SELECT min(position) AS position FROM oldest GROUP BY topic, key)
        SELECT o.position, o.event_id, o.topic, o.key, o.type, o.data::text AS data, o.occurred_at, o.traceparent, o.tracestate
        FROM outbox o
        WHERE o.position = ANY (ARRAY(SELECT position FROM heads)) AND o.published_at IS NULL
        ORDER BY o.position
        FOR UPDATE OF o SKIP LOCKED
        """;

    // Losing a mark in a crash of the database publishes a row twice, which consumers pass over: not worth a flush to disk.
    private const string MarkSql =
        """
        SET LOCAL synchronous_commit = off;
        UPDATE outbox SET published_at = @now WHERE position = ANY (@positions);
        SELECT EXISTS (SELECT FROM outbox WHERE published_at IS NULL)
        """;

    public static async Task<IReadOnlyList<OutboxRow>> ClaimAsync(
        NpgsqlTransaction transaction, int window, CancellationToken cancellationToken) =>
        (await transaction.Connection!.QueryAsync<OutboxRow>(
            new CommandDefinition(ClaimSql, new { Window = window }, transaction, cancellationToken: cancellationToken))).AsList();

    /// <returns>Whether others wait.</returns>
    public static Task<bool> MarkAsync(
        NpgsqlTransaction transaction, long[] positions, DateTimeOffset now, CancellationToken cancellationToken) =>
        transaction.Connection!.ExecuteScalarAsync<bool>(
            new CommandDefinition(MarkSql, new { positions, now }, transaction, cancellationToken: cancellationToken));
}
