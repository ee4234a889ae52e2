using System.Runtime.CompilerServices;
using Dapper;
using Ecommerce.PaymentService.Domain;
using Ecommerce.PaymentService.Infrastructure.Postgres;
using Ecommerce.PaymentService.Infrastructure.Providers;
using Npgsql;

namespace Ecommerce.PaymentService.Infrastructure.Reconciliation;

/// <summary>
/// Finds the orders that <see cref="OrderReconciler"/> has to check one by one. Lists are compared page by page, which is fast, but both
/// sides change meanwhile: so nothing is settled or reported here.
/// </summary>
internal sealed class DiscrepancyCandidates(NpgsqlDataSource database, IPaymentProvider provider, DiscrepancyStore discrepancies)
{
    private const int PageSize = 100;

    private const string Pending = """
        SELECT order_id FROM payments WHERE provider = @Name AND status = 'Requested' AND created_at <= @changedBefore
        """;

    private const string Captured = """
        SELECT order_id FROM payments WHERE provider = @Name AND captured_at >= @from AND captured_at <= @changedBefore AND amount > 0
        """;

    private const string Unbalanced = """
        SELECT p.order_id
        FROM payments p
        LEFT JOIN LATERAL (
            SELECT sum(amount) AS sum FROM refunds r WHERE r.order_id = p.order_id AND r.completed_at IS NOT NULL) refunded ON TRUE
        LEFT JOIN LATERAL (
            SELECT sum(amount) AS sum FROM ledger_entries l
            WHERE l.order_id = p.order_id AND l.account = 'provider-balance') balance ON TRUE
        WHERE p.provider = @Name AND p.captured_at >= @from AND p.captured_at <= @changedBefore
            AND coalesce(balance.sum, 0) <> p.amount - coalesce(refunded.sum, 0)
        """;

    private const string Balances = """
        SELECT order_id, sum(amount) AS balance FROM ledger_entries
        WHERE order_id = ANY(@orders) AND account = 'provider-balance' GROUP BY order_id
        """;

    /// <returns>Each with the provider's record, where one was listed; and how many payments were compared.</returns>
    public async Task<(IReadOnlyDictionary<Guid, ProviderRecord?> Orders, int Compared)> FindAsync(
        DateTimeOffset from, DateTimeOffset changedBefore, CancellationToken cancellationToken)
    {
        var candidates = new Dictionary<Guid, ProviderRecord?>();
        var listed = new HashSet<Guid>();
        await foreach (var page in PagesAsync(provider.ListAsync(from, changedBefore, cancellationToken), cancellationToken))
        {
            listed.UnionWith(page.Select(record => record.OrderId));
            foreach (var record in await FindMismatchesAsync(page, changedBefore, cancellationToken))
                candidates[record.OrderId] = record;
        }

        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var captured = await QueryAsync(Captured);
        AddCandidates(await QueryAsync(Pending));
        AddCandidates(await QueryAsync(Unbalanced));
        AddCandidates(await discrepancies.OpenOrdersAsync(cancellationToken));
        AddCandidates(captured.Where(order => !listed.Contains(order)));
        return (candidates, listed.Union(captured).Union(candidates.Keys).Count());

        void AddCandidates(IEnumerable<Guid> orders)
        {
            foreach (var order in orders)
                candidates.TryAdd(order, null);
        }

        Task<IEnumerable<Guid>> QueryAsync(string sql) => connection.QueryAsync<Guid>(
            new CommandDefinition(sql, new { provider.Name, from, changedBefore }, cancellationToken: cancellationToken));
    }

    private async Task<List<ProviderRecord>> FindMismatchesAsync(
        List<ProviderRecord> page, DateTimeOffset changedBefore, CancellationToken cancellationToken)
    {
        var orders = page.Select(record => record.OrderId).ToArray();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var paymentRows = await PaymentRow.ReadManyAsync(
            connection, null, "WHERE order_id = ANY(@orders)", new { orders }, cancellationToken);
        var balanceRows = await connection.QueryAsync<(Guid Order, decimal Balance)>(
            new CommandDefinition(Balances, new { orders }, cancellationToken: cancellationToken));
        var payments = paymentRows.ToDictionary(payment => payment.OrderId);
        var balances = balanceRows.ToDictionary(row => row.Order, row => row.Balance);

        return [.. page.Where(IsMismatch)];

        bool IsMismatch(ProviderRecord record) => PaymentComparison.Compare(
            payments.GetValueOrDefault(record.OrderId), record, balances.GetValueOrDefault(record.OrderId), changedBefore).Any();
    }

    private static async IAsyncEnumerable<List<ProviderRecord>> PagesAsync(
        IAsyncEnumerable<ProviderRecord> records, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<ProviderRecord> page = [];
        await foreach (var record in records.WithCancellation(cancellationToken))
        {
            page.Add(record);
            if (page.Count < PageSize)
                continue;
            yield return page;
            page = [];
        }

        if (page.Count > 0)
            yield return page;
    }
}
