using Dapper;
using Ecommerce.PaymentService.Domain;
using Ecommerce.PaymentService.Infrastructure.Postgres;
using Ecommerce.PaymentService.Infrastructure.Providers;
using Ecommerce.Persistence;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.PaymentService.Infrastructure.Reconciliation;

/// <summary>Reconciles one order: settles what the provider has decided, and stores the discrepancies that remain.</summary>
internal sealed class OrderReconciler(
    NpgsqlDataSource database, IPaymentProvider provider, PaymentStore store, DiscrepancyStore discrepancies, TimeProvider timeProvider,
    IOptions<ReconciliationOptions> options)
{
    private const string BalanceOf = """
        SELECT coalesce(sum(amount), 0) FROM ledger_entries WHERE order_id = @orderId AND account = 'provider-balance'
        """;

    /// <param name="listed">The provider's record from its list, for an order without a payment here.</param>
    /// <returns>Whether a payment was settled.</returns>
    public async Task<bool> ReconcileAsync(Guid orderId, ProviderRecord? listed, CancellationToken cancellationToken)
    {
        var changedBefore = timeProvider.GetUtcNow() - options.Value.Age;
        var record = await FindRecordAsync(orderId, listed, cancellationToken);
        return await database.InTransactionAsync(
            async (transaction, token) =>
            {
                var payment = await PaymentStore.LockAsync(transaction, orderId, token);
                if (payment is { Status: PaymentStatus.Requested } && record is { Result.Outcome: not ProviderOutcome.Pending })
                {
                    await SettleAsync(transaction, payment, record.Result, token);
                    return true;
                }

                var balance = await transaction.Connection!.QuerySingleAsync<decimal>(
                    new CommandDefinition(BalanceOf, new { orderId }, transaction, cancellationToken: token));
                var findings = PaymentComparison.Compare(payment, record, balance, changedBefore);
                await discrepancies.StoreAsync(transaction, orderId, [.. findings], token);
                return false;
            },
            cancellationToken);
    }

    private async Task<ProviderRecord?> FindRecordAsync(Guid orderId, ProviderRecord? listed, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var payment = await PaymentRow.ReadAsync(connection, null, "WHERE order_id = @orderId", new { orderId }, cancellationToken);
        return payment is null
            ? listed
            : await provider.FindAsync(orderId, payment.UserId, payment.ProviderReference, cancellationToken);
    }

    private async Task SettleAsync(
        NpgsqlTransaction transaction, Payment payment, ProviderResult result, CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow();
        await store.SaveAsync(transaction, PaymentRules.Settle(payment, null, result, now, now), cancellationToken);
        await discrepancies.StoreAsync(transaction, payment.OrderId, [], cancellationToken);
    }
}
