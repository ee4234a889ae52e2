using Dapper;
using Ecommerce.PaymentService.Provider;
using Npgsql;

namespace Ecommerce.PaymentService.Reconciliation;

internal sealed class DiscrepancyStore(NpgsqlDataSource database, IPaymentProvider provider, PaymentMetrics metrics, TimeProvider time)
{
    private const string Record = """
        insert into discrepancies (id, provider, order_id, kind, ours, theirs, found_at, seen_at)
        values (@id, @Name, @orderId, @Kind, @Ours, @Theirs, @now, @now)
        on conflict (provider, order_id, kind) where resolved_at is null
        do update set ours = excluded.ours, theirs = excluded.theirs, seen_at = excluded.seen_at
        returning xmax = 0
        """;

    private const string Resolve = """
        update discrepancies set resolved_at = @now
        where order_id = @orderId and provider = @Name and resolved_at is null and kind <> all(@kinds)
        """;

    private const string Open = "select distinct order_id from discrepancies where provider = @Name and resolved_at is null";

    private const string CountOpen = "select count(*) from discrepancies where provider = @Name and resolved_at is null";

    private const string Page = """
        select id, order_id, kind, ours, theirs, found_at, seen_at, resolved_at from discrepancies
        where (resolved_at is not null) = @resolved and (@after::uuid is null or id < @after) order by id desc limit @limit
        """;

    /// <summary>What is wrong with an order now; what was wrong with it and is no more counts as resolved.</summary>
    public async Task StoreAsync(NpgsqlTransaction transaction, Guid orderId, IReadOnlyList<Finding> findings, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var finding in findings)
        {
            var row = new { id = Guid.CreateVersion7(now), provider.Name, orderId, finding.Kind, finding.Ours, finding.Theirs, now };
            var record = new CommandDefinition(Record, row, transaction, cancellationToken: cancellationToken);
            if (await transaction.Connection!.QuerySingleAsync<bool>(record))
                metrics.Discrepancy(finding.Kind);
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

/// <param name="Kind">See <see cref="Comparison"/>.</param>
/// <param name="Ours">What our books say.</param>
/// <param name="Theirs">What the provider says.</param>
internal sealed record Discrepancy(
    Guid Id, Guid OrderId, string Kind, string Ours, string Theirs, DateTimeOffset FoundAt, DateTimeOffset SeenAt, DateTimeOffset? ResolvedAt);
