using Dapper;
using Npgsql;

namespace Ecommerce.Messaging;

/// <summary>Positions in the service's own database, and what was heard by its inbox.</summary>
internal sealed class InboxCatchUpMemory(NpgsqlDataSource dataSource, MessagingOptions options, TimeProvider time) : ICatchUpMemory
{
    private const string TakeTurn = "SELECT pg_try_advisory_lock(hashtext('catch-up'), hashtext(@group))";

    private const string GiveTurn = "SELECT pg_advisory_unlock(hashtext('catch-up'), hashtext(@group))";

    private const string Position = "SELECT coalesce(min(position), 0) FROM catch_ups WHERE consumer = @group AND service = @service";

    private const string Remember = """
        INSERT INTO catch_ups (consumer, service, position, read_at) VALUES (@group, @service, @From, @ReadAt), (@group, @service, @Position, @ReadAt)
        ON CONFLICT DO NOTHING;
        DELETE FROM catch_ups WHERE consumer = @group AND service = @service AND position <
            (SELECT max(position) FROM catch_ups WHERE consumer = @group AND service = @service AND read_at <= @settled)
        """;

    private const string Unheard = """
        SELECT id FROM unnest(@ids) id
        WHERE NOT EXISTS (SELECT FROM inbox WHERE consumer = @group AND event_id = id)
            AND NOT EXISTS (SELECT FROM dead_letters WHERE consumer = @group AND event_id = id)
        """;

    public bool KnowsWhatWasHeard => true;

    public async Task TakeTurnAsync(string group, Func<Task> turn, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        if (!await connection.ExecuteScalarAsync<bool>(TakeTurn, new { group })) return;
        try
        {
            await turn();
        }
        finally
        {
            await connection.ExecuteAsync(GiveTurn, new { group });
        }
    }

    public async Task<long> FindPositionAsync(string group, string service, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(Position, new { group, service }, cancellationToken: cancellationToken));
    }

    public async Task RememberAsync(string group, string service, CaughtUp reached, DateTimeOffset settled, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            Remember, new { group, service, reached.From, reached.Position, reached.ReadAt, settled }, cancellationToken: cancellationToken));
    }

    public async Task<IReadOnlySet<Guid>> FindUnheardAsync(
        string group, IReadOnlyDictionary<Guid, DateTimeOffset> events, CancellationToken cancellationToken)
    {
        // Of what is older the inbox may have forgotten that it was handled.
        var oldest = time.GetUtcNow() - options.Retention;
        var ids = events.Where(logged => logged.Value > oldest).Select(logged => logged.Key).ToArray();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<Guid>(new CommandDefinition(Unheard, new { ids, group }, cancellationToken: cancellationToken))).ToHashSet();
    }
}
