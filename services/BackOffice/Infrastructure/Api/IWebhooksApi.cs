using Refit;

namespace Ecommerce.BackOffice.Infrastructure.Api;

// Of notification-service. Records are public because components are.

internal interface IWebhooksApi
{
    [Get("/notifications/webhooks")]
    Task<Page<Webhook>> ListAsync(string? after, int limit, CancellationToken cancellationToken);

    [Get("/notifications/webhooks/{id}")]
    Task<Webhook> ReadAsync(Guid id, CancellationToken cancellationToken);

    [Post("/notifications/webhooks")]
    Task<Webhook> AddAsync([Body] WebhookRequest request, CancellationToken cancellationToken);

    [Put("/notifications/webhooks/{id}")]
    Task<Webhook> ReplaceAsync(Guid id, [Body] WebhookRequest request, CancellationToken cancellationToken);

    [Delete("/notifications/webhooks/{id}")]
    Task DeleteAsync(Guid id, CancellationToken cancellationToken);

    [Post("/notifications/webhooks/{id}/secret")]
    Task<Webhook> RenewSecretAsync(Guid id, CancellationToken cancellationToken);

    /// <param name="change">enable, disable or ping.</param>
    [Post("/notifications/webhooks/{id}/{change}")]
    Task ChangeAsync(Guid id, string change, CancellationToken cancellationToken);

    [Get("/notifications/webhooks/{id}/deliveries")]
    Task<Page<WebhookDelivery>> ListDeliveriesAsync(
        Guid id, string? status, string? after, int limit, CancellationToken cancellationToken);

    [Post("/notifications/webhooks/{id}/deliveries/{delivery}/redeliver")]
    Task RedeliverAsync(Guid id, Guid delivery, CancellationToken cancellationToken);
}

/// <param name="Secret">Told once, when it is made.</param>
public sealed record Webhook(
    Guid Id, string Url, string Description, IReadOnlyList<string> Events, bool Enabled, int Failures, DateTimeOffset? FailingSince,
    DateTimeOffset? OpenUntil, string? DisabledReason, DateTimeOffset CreatedAt, string? Secret)
{
    public string Status => this switch
    {
        { Enabled: false } => "Disabled",
        { FailingSince: not null } => "Failing",
        _ => "Active",
    };
}

public sealed record WebhookRequest(string Url, IReadOnlyList<string> Events, string Description);

/// <param name="Answered">The status of the last answer; null where there was none.</param>
public sealed record WebhookDelivery(
    Guid Id, Guid EventId, string Type, string Status, int Attempts, int? Answered, string? Reason, DateTimeOffset CreatedAt)
{
    public bool IsCompleted => Status is "Delivered" or "Failed";
}

internal static class WebhookEvents
{
    public static readonly IReadOnlyList<string> All =
    [
        "order-placed.v1", "order-confirmed.v1", "order-cancelled.v1", "order-shipped.v1", "order-delivered.v1", "payment-captured.v1",
        "payment-failed.v1", "payment-refunded.v1",
    ];
}
