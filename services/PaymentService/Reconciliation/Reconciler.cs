using Dapper;
using Ecommerce.PaymentService.Provider;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.PaymentService.Reconciliation;

/// <summary>Holds all our payments against the provider's records, one replica at a time.</summary>
internal sealed class Reconciler(
    NpgsqlDataSource database, IPaymentProvider provider, Suspects suspects, OrderCheck check, TimeProvider time,
    IOptions<ReconciliationOptions> options)
{
    private const long Turn = 0x5245434f4e43494c;

    private const string TakeTurn = "select pg_try_advisory_lock(@Turn)";

    private const string GiveTurn = "select pg_advisory_unlock(@Turn)";

    private const string Last = """
        select id, started_at, finished_at, checked, settled, failure from reconciliation_runs where provider = @Name order by id desc limit 1
        """;

    private const string Begin = "insert into reconciliation_runs (id, provider, started_at) values (@id, @Name, @now)";

    private const string End = """
        update reconciliation_runs set finished_at = @now, checked = @compared, settled = @settled, failure = @failure where id = @id
        """;

    // Providers send an event again for days, not for months.
    private const string Prune = """
        delete from provider_events where received_at < @now - interval '90 days';
        delete from reconciliation_runs where started_at < @now - interval '90 days'
        """;

    public async Task<ReconciliationRun?> LastAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<ReconciliationRun>(Command(Last, new { provider.Name }, cancellationToken));
    }

    /// <summary>False: another replica is at it.</summary>
    public async Task<bool> TryRunAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        if (!await connection.QuerySingleAsync<bool>(Command(TakeTurn, new { Turn }, cancellationToken)))
            return false;
        try
        {
            await RunAsync(connection, cancellationToken);
            return true;
        }
        finally
        {
            await connection.ExecuteAsync(Command(GiveTurn, new { Turn }, CancellationToken.None));
        }
    }

    private async Task RunAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        await connection.ExecuteAsync(Command(Begin, new { id, provider.Name, now }, cancellationToken));
        var (compared, settled, failure) = (0, 0, (string?)null);
        try
        {
            (var orders, compared) = await suspects.FindAsync(now - options.Value.Lookback, now - options.Value.Age, cancellationToken);
            foreach (var (order, listed) in orders)
                settled += await check.CheckAsync(order, listed, cancellationToken) ? 1 : 0;
        }
        catch (ProviderUnavailableException unavailable)
        {
            failure = unavailable.Message;
        }

        await connection.ExecuteAsync(Command(End, new { id, now = time.GetUtcNow(), compared, settled, failure }, cancellationToken));
        await connection.ExecuteAsync(Command(Prune, new { now }, cancellationToken));
    }

    private static CommandDefinition Command(string sql, object parameters, CancellationToken cancellationToken)
        => new(sql, parameters, cancellationToken: cancellationToken);
}

/// <param name="Checked">Payments that were compared.</param>
/// <param name="Settled">Undecided ones that the provider had decided.</param>
/// <param name="Failure">Why it ended early.</param>
internal sealed record ReconciliationRun(
    Guid Id, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, int Checked, int Settled, string? Failure);
