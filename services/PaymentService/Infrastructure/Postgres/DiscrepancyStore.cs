using Dapper;
using Ecommerce.PaymentService.Domain;
using Ecommerce.PaymentService.Infrastructure.Providers;
using Ecommerce.PaymentService.Infrastructure.Telemetry;
using Npgsql;

namespace Ecommerce.PaymentService.Infrastructure.Postgres;

/// <summary>Differences between payments and the provider's records, open and resolved.</summary>
internal sealed class DiscrepancyStore(
    NpgsqlDataSource database, IPaymentProvider provider, PaymentMetrics metrics, TimeProvider timeProvider)
{
    private const string Upsert = """
        INSERT INTO discrepancies (id, provider, order_id, kind, ours, theirs, found_at, seen_at)
        VALUES (@id, @Name, @orderId, @Kind, @Ours, @Theirs, @now, @now)
        ON CONFLICT (provider, order_id, kind) WHERE resolved_at IS NULL
        DO UPDATE SET ours = excluded.ours, theirs = excluded.theirs, seen_at = excluded.seen_at
        RETURNING xmax = 0
        """;

    private const string Resolve = """
        UPDATE discrepancies SET resolved_at = @now
        WHERE order_id = @orderId AND provider = @Name AND resolved_at IS NULL AND kind <> ALL(@kinds)
        """;

    private const string Open = "SELECT DISTINCT order_id FROM discrepancies WHERE provider = @Name AND resolved_at IS NULL";

    private const string CountOpen = "SELECT count(*) FROM discrepancies WHERE provider = @Name AND resolved_at IS NULL";

    private const string Page = """
        SELECT id, order_id, kind, ours, theirs, found_at, seen_at, resolved_at FROM discrepancies
        WHERE (resolved_at IS NOT NULL) = @resolved AND (@after::uuid IS NULL OR id < @after) ORDER BY id DESC LIMIT @limit
        """;

    /// <summary>Stores what was found about an order; open discrepancies of other kinds are resolved.</summary>
    public async Task StoreAsync(
        NpgsqlTransaction transaction, Guid orderId, IReadOnlyList<Finding> findings, CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow();
        foreach (var finding in findings)
        {
            var row = new { id = Guid.CreateVersion7(now), provider.Name, orderId, finding.Kind, finding.Ours, finding.Theirs, now };
            var upsert = new CommandDefinition(Upsert, row, transaction, cancellationToken: cancellationToken);
            if (await transaction.Connection!.QuerySingleAsync<bool>(upsert))
                metrics.RecordDiscrepancy(finding.Kind);
        }

        var kinds = findings.Select(finding => finding.Kind).ToArray();
        await transaction.Connection!.ExecuteAsync(
            new CommandDefinition(Resolve, new { now, orderId, provider.Name, kinds }, transaction, cancellationToken: cancellationToken));
    }

    public async Task<IEnumerable<Guid>> OpenOrdersAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QueryAsync<Guid>(new CommandDefinition(Open, new { provider.Name }, cancellationToken: cancellationToken));
    }

    public async Task MeasureAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        metrics.OpenDiscrepancies = await connection.QuerySingleAsync<long>(
            new CommandDefinition(CountOpen, new { provider.Name }, cancellationToken: cancellationToken));
    }

    public async Task<IReadOnlyList<Discrepancy>> ListAsync(bool resolved, Guid? after, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<Discrepancy>(
            new CommandDefinition(Page, new { resolved, after, limit }, cancellationToken: cancellationToken))).AsList();
    }
}

/// <param name="Kind">See <see cref="PaymentComparison"/>.</param>
/// <param name="Ours">What our books say.</param>
/// <param name="Theirs">What the provider says.</param>
internal sealed record Discrepancy(
    Guid Id, Guid OrderId, string Kind, string Ours, string Theirs, DateTimeOffset FoundAt, DateTimeOffset SeenAt,
    DateTimeOffset? ResolvedAt);
