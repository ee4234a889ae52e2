using Dapper;
using Ecommerce.AnalyticsService.Domain;
using Ecommerce.Persistence;
using Npgsql;

namespace Ecommerce.AnalyticsService.Infrastructure.Postgres;

/// <summary>Rebuilds, and the generations of facts.</summary>
internal sealed class RebuildStore(NpgsqlDataSource database, TimeProvider timeProvider)
{
    private const string Columns = "id, generation, state, started_at, finished_at, orders, payments, reviews, failure";

    private const string StartSql = """
        WITH building AS (INSERT INTO generations (state, created_at) VALUES ('building', @now) RETURNING id)
        INSERT INTO rebuilds (id, generation, state, started_at) SELECT @id, id, 'Running', @now FROM building ON CONFLICT DO NOTHING
        """;

    private const string ProgressSql = "UPDATE rebuilds SET orders = @Orders, payments = @Payments, reviews = @Reviews WHERE id = @Id";

    // Exports contain no deleted reviews. Their facts are kept, so that a late event does not restore one.
    private const string ActivateSql = """
        INSERT INTO review_facts (generation, review_id, product_id, stars, published, version, written_at)
        SELECT @Generation, review_id, product_id, stars, FALSE, version, written_at FROM review_facts
        WHERE generation = (SELECT id FROM generations WHERE state = 'live')
        ON CONFLICT DO NOTHING;
        UPDATE generations SET state = 'retired' WHERE state = 'live';
        UPDATE generations SET state = 'live' WHERE id = @Generation;
        UPDATE rebuilds SET state = 'Done', finished_at = @now WHERE id = @Id
        """;

    private const string FailSql = """
        UPDATE generations SET state = 'retired' WHERE id = @Generation;
        UPDATE rebuilds SET state = 'Failed', finished_at = @now, failure = @failure WHERE id = @Id
        """;

    private const string DeleteRetiredSql = """
        DELETE FROM order_facts WHERE generation NOT IN (SELECT id FROM generations WHERE state <> 'retired');
        DELETE FROM line_facts WHERE generation NOT IN (SELECT id FROM generations WHERE state <> 'retired');
        DELETE FROM capture_facts WHERE generation NOT IN (SELECT id FROM generations WHERE state <> 'retired');
        DELETE FROM refund_facts WHERE generation NOT IN (SELECT id FROM generations WHERE state <> 'retired');
        DELETE FROM payment_failure_facts WHERE generation NOT IN (SELECT id FROM generations WHERE state <> 'retired');
        DELETE FROM review_facts WHERE generation NOT IN (SELECT id FROM generations WHERE state <> 'retired');
        DELETE FROM generations WHERE state = 'retired'
        """;

    /// <returns>False when a rebuild is running.</returns>
    public async Task<bool> TryStartAsync(CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var inserted = await connection.ExecuteAsync(
            new CommandDefinition(StartSql, new { id, now }, transaction, cancellationToken: cancellationToken));
        if (inserted == 0)
            return false;
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    public Task<Rebuild?> FindRunningAsync(CancellationToken cancellationToken) => FindAsync("WHERE state = 'Running'", cancellationToken);

    public Task<Rebuild?> FindLastAsync(CancellationToken cancellationToken) => FindAsync("ORDER BY id DESC LIMIT 1", cancellationToken);

    public Task SaveProgressAsync(Rebuild rebuild, RebuildProgress progress, CancellationToken cancellationToken)
        => ExecuteAsync(ProgressSql, new { rebuild.Id, progress.Orders, progress.Payments, progress.Reviews }, cancellationToken);

    /// <summary>Makes the generation that was built the live one, for all queries that start from now on.</summary>
    public Task ActivateAsync(Rebuild rebuild, CancellationToken cancellationToken)
        => ExecuteAsync(ActivateSql, new { rebuild.Id, rebuild.Generation, now = timeProvider.GetUtcNow() }, cancellationToken);

    public Task MarkFailedAsync(Rebuild rebuild, string failure, CancellationToken cancellationToken)
        => ExecuteAsync(FailSql, new { rebuild.Id, rebuild.Generation, failure, now = timeProvider.GetUtcNow() }, cancellationToken);

    /// <summary>Deletes the facts of retired generations.</summary>
    public Task DeleteRetiredAsync(CancellationToken cancellationToken) => ExecuteAsync(DeleteRetiredSql, new { }, cancellationToken);

    private async Task<Rebuild?> FindAsync(string condition, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<Rebuild>(
            new CommandDefinition($"SELECT {Columns} FROM rebuilds {condition}", cancellationToken: cancellationToken));
    }

    private Task<int> ExecuteAsync(string sql, object parameters, CancellationToken cancellationToken) => database.InTransactionAsync(
        (transaction, cancelled) => transaction.Connection!.ExecuteAsync(
            new CommandDefinition(sql, parameters, transaction, commandTimeout: 0, cancellationToken: cancelled)),
        cancellationToken);
}
