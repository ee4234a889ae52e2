using System.Diagnostics.Metrics;
using Ecommerce.NotificationService.Domain;

namespace Ecommerce.NotificationService.Infrastructure.Telemetry;

/// <summary>For trends: the status of each message is in the database.</summary>
internal sealed class MessageMetrics
{
    private readonly Counter<long> messages;
    private readonly Counter<long> webhooks;

    public MessageMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Ecommerce.Notifications");
        messages = meter.CreateCounter<long>(
            "ecommerce.notifications.tries", "{try}", "Tries to send a message, by kind, channel and outcome.");
        webhooks = meter.CreateCounter<long>("ecommerce.notifications.webhooks", "{try}", "Tries to deliver a webhook, by outcome.");
    }

    public void RecordAttempt(string kind, string channel, OutcomeKind outcome)
        => messages.Add(1, new("kind", kind), new("channel", channel), new KeyValuePair<string, object?>("outcome", outcome.ToString()));

    public void RecordWebhook(bool delivered)
        => webhooks.Add(1, new KeyValuePair<string, object?>("outcome", delivered ? "delivered" : "failed"));
}
