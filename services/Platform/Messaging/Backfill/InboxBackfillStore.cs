using Dapper;
using Npgsql;

namespace Ecommerce.Messaging;

/// <summary>Positions in the service's own database; the inbox knows which events were processed.</summary>
internal sealed class InboxBackfillStore(NpgsqlDataSource dataSource, MessagingOptions options, TimeProvider timeProvider) : IBackfillStore
{
    private const string TryLock = "SELECT pg_try_advisory_lock(hashtext('catch-up'), hashtext(@group))";

    private const string Unlock = "SELECT pg_advisory_unlock(hashtext('catch-up'), hashtext(@group))";

    private const string Position = "SELECT coalesce(min(position), 0) FROM catch_ups WHERE consumer = @group AND service = @publisher";

    private const string SavePosition = """
        INSERT INTO catch_ups (consumer, service, position, read_at)
        VALUES (@group, @publisher, @From, @ReadAt), (@group, @publisher, @Position, @ReadAt)
        ON CONFLICT DO NOTHING;
        DELETE FROM catch_ups WHERE consumer = @group AND service = @publisher AND position <
            (SELECT max(position) FROM catch_ups WHERE consumer = @group AND service = @publisher AND read_at <= @settled)
        """;

    private const string Unprocessed = """
        SELECT id FROM unnest(@ids) id
        WHERE NOT EXISTS (SELECT FROM inbox WHERE consumer = @group AND event_id = id)
            AND NOT EXISTS (SELECT FROM dead_letters WHERE consumer = @group AND event_id = id)
        """;

    public bool KnowsProcessed => true;

    public async Task RunExclusiveAsync(string group, Func<Task> work, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        if (!await connection.ExecuteScalarAsync<bool>(TryLock, new { group }))
            return;
        try
        {
            await work();
        }
        finally
        {
            await connection.ExecuteAsync(Unlock, new { group });
        }
    }

    public async Task<long> FindPositionAsync(string group, string publisher, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<long>(
            new CommandDefinition(Position, new { group, publisher }, cancellationToken: cancellationToken));
    }

    public async Task SavePositionAsync(
        string group, string publisher, BackfillProgress progress, DateTimeOffset settled, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            SavePosition,
            new { group, publisher, progress.From, progress.Position, progress.ReadAt, settled },
            cancellationToken: cancellationToken));
    }

    public async Task<IReadOnlySet<Guid>> FindUnprocessedAsync(
        string group, IReadOnlyDictionary<Guid, DateTimeOffset> events, CancellationToken cancellationToken)
    {
        // The inbox may have been pruned of older ones.
        var oldest = timeProvider.GetUtcNow() - options.Retention;
        var ids = events.Where(logged => logged.Value > oldest).Select(logged => logged.Key).ToArray();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var unprocessed = await connection.QueryAsync<Guid>(
            new CommandDefinition(Unprocessed, new { ids, group }, cancellationToken: cancellationToken));
        return unprocessed.ToHashSet();
    }
}
