using Ecommerce.NotificationService.Domain;
using Ecommerce.NotificationService.Infrastructure.Postgres;

namespace Ecommerce.NotificationService.Features.Webhooks;

/// <param name="Secret">Returned only when it is created.</param>
internal sealed record WebhookSubscriptionResponse(
    Guid Id, string Url, string Description, IReadOnlyList<string> Events, bool Enabled, CircuitState Circuit, int Failures,
    DateTimeOffset? FailingSince, DateTimeOffset? OpenUntil, DateTimeOffset? DisabledAt, string? DisabledReason, DateTimeOffset CreatedAt,
    string? Secret)
{
    public static WebhookSubscriptionResponse From(WebhookSubscription subscription, DateTimeOffset now, string? secret = null)
    {
        var breaker = new CircuitBreaker(subscription.Failures, subscription.FailingSince, subscription.OpenUntil);
        return new(
            subscription.Id, subscription.Url, subscription.Description, subscription.Events, subscription.DisabledAt is null,
            breaker.State(now), subscription.Failures, subscription.FailingSince, subscription.OpenUntil, subscription.DisabledAt,
            subscription.DisabledReason, subscription.CreatedAt, secret);
    }
}

internal sealed record WebhookSubscriptionPage(IReadOnlyList<WebhookSubscriptionResponse> Items, Guid? Next);
