using Dapper;
using Ecommerce.PaymentService.Domain;
using Ecommerce.PaymentService.Infrastructure.Providers;
using Ecommerce.PaymentService.Infrastructure.Telemetry;
using Ecommerce.Persistence;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.PaymentService.Infrastructure.Postgres;

/// <summary>Applies provider events once: the event's id is stored in the transaction of its effects.</summary>
internal sealed class WebhookInbox(
    NpgsqlDataSource database, IPaymentProvider provider, PaymentStore store, PaymentMetrics metrics, TimeProvider timeProvider,
    IOptions<ProviderCallOptions> options)
{
    private const string InsertEvent = """
        INSERT INTO provider_events (provider, event_id, type, received_at) VALUES (@Name, @Id, @Type, @now) ON CONFLICT DO NOTHING
        """;

    public async Task ProcessAsync(ProviderEvent received, CancellationToken cancellationToken)
    {
        var outcome = await database.InTransactionAsync(
            (transaction, token) => ApplyAsync(transaction, received, token), cancellationToken);
        metrics.RecordWebhook(provider.Name, outcome);
    }

    /// <returns>The outcome, for the metric.</returns>
    private async Task<string> ApplyAsync(NpgsqlTransaction transaction, ProviderEvent received, CancellationToken cancellationToken)
    {
        if (received.Update is not { } update)
            return "ignored";
        var now = timeProvider.GetUtcNow();
        var row = new { provider.Name, received.Id, received.Type, now };
        var insert = new CommandDefinition(InsertEvent, row, transaction, cancellationToken: cancellationToken);
        if (await transaction.Connection!.ExecuteAsync(insert) == 0)
            return "duplicate";
        if (await PaymentStore.LockAsync(transaction, update.OrderId, cancellationToken) is not { } payment)
            return "unknown";

        // A pending result is known already or outdated: webhooks arrive in any order.
        if (update.Result.Outcome is not ProviderOutcome.Pending)
        {
            var decision = PaymentRules.Settle(payment, update.RefundId, update.Result, now, now + options.Value.QueryAfter);
            await store.SaveAsync(transaction, decision, cancellationToken);
        }

        return "taken";
    }
}
