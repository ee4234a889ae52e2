using Dapper;
using Ecommerce.PaymentService.Payments;
using Ecommerce.PaymentService.Provider;
using Npgsql;

namespace Ecommerce.PaymentService.Reconciliation;

/// <summary>
/// Finds the orders that deserve a close look: lists are compared by the page, which is quick, but both sides go on meanwhile; so
/// nothing is settled or held against anybody here.
/// </summary>
internal sealed class Suspects(NpgsqlDataSource database, IPaymentProvider provider, DiscrepancyStore discrepancies)
{
    private const int PageSize = 100;

    private const string Undecided = "select order_id from payments where provider = @Name and status = 'Requested' and created_at <= @quiet";

    private const string Captured = """
        select order_id from payments where provider = @Name and captured_at >= @from and captured_at <= @quiet and amount > 0
        """;

    private const string Books = """
        select p.order_id
        from payments p
        left join lateral (select sum(amount) as sum from refunds r where r.order_id = p.order_id and r.completed_at is not null) back on true
        left join lateral (
            select sum(amount) as sum from ledger_entries l where l.order_id = p.order_id and l.account = 'provider-balance') balance on true
        where p.provider = @Name and p.captured_at >= @from and p.captured_at <= @quiet
            and coalesce(balance.sum, 0) <> p.amount - coalesce(back.sum, 0)
        """;

    private const string Balances = """
        select order_id, sum(amount) as balance from ledger_entries where order_id = any(@orders) and account = 'provider-balance' group by order_id
        """;

    /// <returns>Each with the provider's record, where one was listed; and how many payments were compared.</returns>
    public async Task<(IReadOnlyDictionary<Guid, ProviderRecord?> Orders, int Compared)> FindAsync(
        DateTimeOffset from, DateTimeOffset quiet, CancellationToken cancellationToken)
    {
        var suspects = new Dictionary<Guid, ProviderRecord?>();
        var seen = new HashSet<Guid>();
        await foreach (var page in PagesAsync(provider.ListAsync(from, quiet, cancellationToken), cancellationToken))
        {
            seen.UnionWith(page.Select(record => record.OrderId));
            foreach (var record in await MismatchesAsync(page, quiet, cancellationToken))
                suspects[record.OrderId] = record;
        }

        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var captured = await AskAsync(Captured);
        foreach (var order in (await AskAsync(Undecided)).Concat(await AskAsync(Books)).Concat(await discrepancies.OpenOrdersAsync(cancellationToken))
            .Concat(captured.Where(order => !seen.Contains(order))))
            suspects.TryAdd(order, null);
        return (suspects, seen.Union(captured).Union(suspects.Keys).Count());

        Task<IEnumerable<Guid>> AskAsync(string sql)
            => connection.QueryAsync<Guid>(new CommandDefinition(sql, new { provider.Name, from, quiet }, cancellationToken: cancellationToken));
    }

    private async Task<List<ProviderRecord>> MismatchesAsync(List<ProviderRecord> page, DateTimeOffset quiet, CancellationToken cancellationToken)
    {
        var orders = page.Select(record => record.OrderId).ToArray();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var payments = (await PaymentRow.ReadManyAsync(connection, null, "where order_id = any(@orders)", new { orders }, cancellationToken))
            .ToDictionary(payment => payment.OrderId);
        var balances = (await connection.QueryAsync<(Guid Order, decimal Balance)>(
            new CommandDefinition(Balances, new { orders }, cancellationToken: cancellationToken))).ToDictionary(row => row.Order, row => row.Balance);
        return [.. page.Where(record => Comparison.Of(
            payments.GetValueOrDefault(record.OrderId), record, balances.GetValueOrDefault(record.OrderId), quiet).Any())];
    }

    private static async IAsyncEnumerable<List<ProviderRecord>> PagesAsync(
        IAsyncEnumerable<ProviderRecord> records, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
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
