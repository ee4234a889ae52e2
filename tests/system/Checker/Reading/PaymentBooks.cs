using Npgsql;

namespace Ecommerce.Checker.Reading;

/// <summary>The shop's books of its money, and those of the simulated provider, which stands for a company elsewhere.</summary>
/// <param name="Reconciliations">How many payments each run of the job compared.</param>
/// <param name="CardOwners">Accounts with cards.</param>
internal sealed record PaymentBooks(
    IReadOnlyList<PaymentRow> Payments, IReadOnlyList<RefundRow> Refunds, IReadOnlyList<LedgerRow> Ledger,
    IReadOnlyList<ProviderRow> Provider, IReadOnlyList<long> Reconciliations, IReadOnlyList<Guid> CardOwners)
{
    public static readonly PaymentBooks None = new([], [], [], [], [], []);

    private const string ReadPayments = """
        select order_id as orderid, status, amount, currency, call_at is not null as iscalling from payments
        """;

    private const string ReadRefunds = "select id, order_id as orderid, amount, completed_at is not null as iscompleted from refunds";

    private const string ReadLedger =
        "select transaction_id as transactionid, account, order_id as orderid, amount, currency from ledger_entries";

    private const string ReadProvider = """
        select case when capture is null then 'capture' else 'refund' end as kind, order_id as orderid, amount
        from simulated_provider.calls where refusal is null
        """;

    private const string ReadReconciliations = "select checked::bigint from reconciliation_runs where finished_at is not null";

    /// <summary>Of some orders.</summary>
    public static async Task<PaymentBooks> ReadAsync(NpgsqlConnection connection, Guid[] orders)
    {
        var of = new { orders };
        return None with
        {
            Payments = await connection.ReadAsync<PaymentRow>($"{ReadPayments} where order_id = any(@orders)", of),
            Refunds = await connection.ReadAsync<RefundRow>($"{ReadRefunds} where order_id = any(@orders)", of),
            Ledger = await connection.ReadAsync<LedgerRow>($"{ReadLedger} where order_id = any(@orders)", of),
            Provider = await connection.ReadAsync<ProviderRow>($"{ReadProvider} and order_id = any(@orders)", of),
        };
    }

    public static async Task<PaymentBooks> ReadAsync(string database)
    {
        await using var connection = await Rows.OpenAsync(database);
        return new(
            await connection.ReadAsync<PaymentRow>(ReadPayments),
            await connection.ReadAsync<RefundRow>(ReadRefunds),
            await connection.ReadAsync<LedgerRow>(ReadLedger),
            await connection.ReadAsync<ProviderRow>(ReadProvider),
            await connection.ReadAsync<long>(ReadReconciliations),
            await connection.ReadAsync<Guid>("select distinct user_id from payment_methods where forget_at is null"));
    }

    /// <summary>What the shop has of each order's money by its ledger; nothing where there is no entry.</summary>
    public ILookup<Guid, LedgerRow> Balance => Ledger.Where(entry => entry.Account == "provider-balance").ToLookup(entry => entry.OrderId);
}

/// <param name="IsCalling">An answer of the provider is owed.</param>
internal sealed record PaymentRow(Guid OrderId, string Status, decimal Amount, string Currency, bool IsCalling)
{
    public bool IsCaptured => Status is "Captured";
}

internal sealed record RefundRow(Guid Id, Guid OrderId, decimal Amount, bool IsCompleted);

internal sealed record LedgerRow(Guid TransactionId, string Account, Guid OrderId, decimal Amount, string Currency);

/// <param name="Kind"><c>capture</c> or <c>refund</c>, and it succeeded.</param>
internal sealed record ProviderRow(string Kind, Guid OrderId, decimal Amount);
