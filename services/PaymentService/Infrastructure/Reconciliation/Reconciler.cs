using Dapper;
using Ecommerce.Background;
using Ecommerce.PaymentService.Infrastructure.Providers;
using Ecommerce.PaymentService.Infrastructure.Workers;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.PaymentService.Infrastructure.Reconciliation;

/// <summary>Compares all payments with the provider's records, in one replica at a time.</summary>
internal sealed class Reconciler(
    NpgsqlDataSource database, IPaymentProvider provider, DiscrepancyCandidates candidates, OrderReconciler orderReconciler,
    TimeProvider timeProvider, IOptions<ReconciliationOptions> options, ILogger<Reconciler> logger)
{
    private const long LockId = 0x5245434f4e43494c;

    private const string TryLock = "SELECT pg_try_advisory_lock(@LockId)";

    private const string Unlock = "SELECT pg_advisory_unlock(@LockId)";

    private const string LastRun = """
        SELECT id, started_at, finished_at, checked, settled, failure FROM reconciliation_runs
        WHERE provider = @Name ORDER BY id DESC LIMIT 1
        """;

    private const string InsertRun = "INSERT INTO reconciliation_runs (id, provider, started_at) VALUES (@id, @Name, @now)";

    private const string FinishRun = """
        UPDATE reconciliation_runs SET finished_at = @now, checked = @compared, settled = @settled, failure = @failure WHERE id = @id
        """;

    // Providers redeliver an event for days, not for months.
    private const string Prune = """
        DELETE FROM provider_events WHERE received_at < @now - INTERVAL '90 days';
        DELETE FROM reconciliation_runs WHERE started_at < @now - INTERVAL '90 days'
        """;

    private readonly Quarantine<Guid> quarantine = new(
        nameof(ReconciliationWorker), timeProvider, logger,
        failure => failure is ProviderUnavailableException or OperationCanceledException);

    public async Task<ReconciliationRun?> FindLastRunAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<ReconciliationRun>(Command(LastRun, new { provider.Name }, cancellationToken));
    }

    /// <returns>False where another replica is reconciling.</returns>
    public async Task<bool> TryRunAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        if (!await connection.QuerySingleAsync<bool>(Command(TryLock, new { LockId }, cancellationToken)))
            return false;
        try
        {
            await RunAsync(connection, cancellationToken);
            return true;
        }
        finally
        {
            await connection.ExecuteAsync(Command(Unlock, new { LockId }, CancellationToken.None));
        }
    }

    private async Task RunAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        await connection.ExecuteAsync(Command(InsertRun, new { id, provider.Name, now }, cancellationToken));
        var compared = 0;
        var settled = 0;
        string? failure = null;
        try
        {
            (var orders, compared) = await candidates.FindAsync(now - options.Value.Lookback, now - options.Value.Age, cancellationToken);
            foreach (var (order, listed) in orders)
            {
                await quarantine.TryAsync(
                    order, async token => settled += await orderReconciler.ReconcileAsync(order, listed, token) ? 1 : 0,
                    cancellationToken);
            }
        }
        catch (ProviderUnavailableException unavailable)
        {
            failure = unavailable.Message;
        }

        await connection.ExecuteAsync(Command(
            FinishRun, new { id, now = timeProvider.GetUtcNow(), compared, settled, failure }, cancellationToken));
        await connection.ExecuteAsync(Command(Prune, new { now }, cancellationToken));
    }

    private static CommandDefinition Command(string sql, object parameters, CancellationToken cancellationToken)
        => new(sql, parameters, cancellationToken: cancellationToken);
}

/// <param name="Checked">Payments that were compared.</param>
/// <param name="Settled">Pending payments that the provider had decided.</param>
/// <param name="Failure">Why it ended early.</param>
internal sealed record ReconciliationRun(
    Guid Id, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, int Checked, int Settled, string? Failure);
