using Dapper;
using Ecommerce.PaymentService.Calls;
using Ecommerce.PaymentService.Payments;
using Ecommerce.PaymentService.Provider;
using Ecommerce.Persistence;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.PaymentService.Webhooks;

/// <summary>Acts on what the provider tells, once per event: its id is stored in the transaction of what follows from it.</summary>
internal sealed class WebhookInbox(
    NpgsqlDataSource database, IPaymentProvider provider, PaymentStore store, PaymentMetrics metrics, TimeProvider time,
    IOptions<CallOptions> options)
{
    private const string Remember = """
        insert into provider_events (provider, event_id, type, received_at) values (@Name, @Id, @Type, @now) on conflict do nothing
        """;

    public async Task TakeAsync(ProviderEvent received, CancellationToken cancellationToken)
    {
        var outcome = await database.InTransactionAsync((transaction, cancelled) => ActAsync(transaction, received, cancelled), cancellationToken);
        metrics.Webhook(provider.Name, outcome);
    }

    /// <summary>What became of it, for the metric.</summary>
    private async Task<string> ActAsync(NpgsqlTransaction transaction, ProviderEvent received, CancellationToken cancellationToken)
    {
        if (received.Report is not { } report)
            return "ignored";
        var now = time.GetUtcNow();
        var row = new { provider.Name, received.Id, received.Type, now };
        var remember = new CommandDefinition(Remember, row, transaction, cancellationToken: cancellationToken);
        if (await transaction.Connection!.ExecuteAsync(remember) == 0)
            return "duplicate";
        if (await PaymentStore.LockAsync(transaction, report.OrderId, cancellationToken) is not { } payment)
            return "unknown";

        // That it is undecided is known already, or no longer true: webhooks come in any order.
        if (report.Answer.Outcome is not ProviderOutcome.Pending)
            await store.SaveAsync(
                transaction, PaymentRules.Settle(payment, report.RefundId, report.Answer, now, now + options.Value.AskAfter), cancellationToken);
        return "taken";
    }
}
