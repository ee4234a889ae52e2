using Refit;

namespace Ecommerce.BackOffice.Infrastructure.Api;

// Of notification-service: what customers are sent. Records are public because components are.

internal interface IMessagesApi
{
    [Get("/notifications/orders/{orderId}")]
    Task<Page<OrderMessage>> ListOfOrderAsync(Guid orderId, string? after, int limit, CancellationToken cancellationToken);

    [Post("/notifications/{id}/resend")]
    Task ResendAsync(Guid id, [Header("Idempotency-Key")] string key, CancellationToken cancellationToken);
}

/// <param name="Status">Pending, Sending, Sent, Failed, Unknown (it may have arrived), Suppressed or Expired.</param>
public sealed record OrderMessage(
    Guid Id, string Kind, string Channel, string Status, string? Reason, DateTimeOffset CreatedAt, DateTimeOffset? SettledAt)
{
    public DateTimeOffset At => SettledAt ?? CreatedAt;

    public bool CanBeSentAgain => Status is "Sent" or "Failed" or "Unknown";
}
