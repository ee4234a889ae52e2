using Dapper;
using Ecommerce.PaymentService.Payments;
using Ecommerce.PaymentService.Provider;
using Ecommerce.Persistence;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.PaymentService.Reconciliation;

/// <summary>Looks closely at one order: settles what the provider has decided, and writes down where the two do not agree.</summary>
internal sealed class OrderCheck(
    NpgsqlDataSource database, IPaymentProvider provider, PaymentStore store, DiscrepancyStore discrepancies, TimeProvider time,
    IOptions<ReconciliationOptions> options)
{
    private const string BalanceOf = """
        select coalesce(sum(amount), 0) from ledger_entries where order_id = @orderId and account = 'provider-balance'
        """;

    /// <param name="listed">The provider's record as it was listed, for an order that we do not know.</param>
    /// <returns>Whether a payment was settled.</returns>
    public async Task<bool> CheckAsync(Guid orderId, ProviderRecord? listed, CancellationToken cancellationToken)
    {
        var quiet = time.GetUtcNow() - options.Value.Age;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var known = await PaymentRow.ReadAsync(connection, null, "where order_id = @orderId", new { orderId }, cancellationToken);
        var record = known is null ? listed : await provider.FindAsync(orderId, known.UserId, known.ProviderReference, cancellationToken);
        return await database.InTransactionAsync(
            async (transaction, cancelled) =>
            {
                var payment = await PaymentStore.LockAsync(transaction, orderId, cancelled);
                if (payment is { Status: PaymentStatus.Requested } && record is { Answer.Outcome: not ProviderOutcome.Pending })
                {
                    await SettleAsync(transaction, payment, record.Answer, cancelled);
                    return true;
                }

                var balance = await transaction.Connection!.QuerySingleAsync<decimal>(
                    new CommandDefinition(BalanceOf, new { orderId }, transaction, cancellationToken: cancelled));
                await discrepancies.StoreAsync(transaction, orderId, [.. Comparison.Of(payment, record, balance, quiet)], cancelled);
                return false;
            },
            cancellationToken);
    }

    private async Task SettleAsync(NpgsqlTransaction transaction, Payment payment, ProviderAnswer answer, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await store.SaveAsync(transaction, PaymentRules.Settle(payment, null, answer, now, now), cancellationToken);
        await discrepancies.StoreAsync(transaction, payment.OrderId, [], cancellationToken);
    }
}
