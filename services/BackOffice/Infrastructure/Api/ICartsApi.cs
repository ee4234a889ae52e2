using Ecommerce.Contracts;
using Refit;

namespace Ecommerce.BackOffice.Infrastructure.Api;

// Of cart-service and, for reminders, notification-service. Records are public because components are.

internal interface ICartsApi
{
    [Get("/carts/resting")]
    Task<Page<RestingCart>> ListRestingAsync(int hours, string? after, int limit, CancellationToken cancellationToken);

    [Get("/notifications/cart-reminders")]
    Task<Page<CartReminder>> ListRemindersAsync(string? after, int limit, CancellationToken cancellationToken);
}

/// <param name="UserId">Null for an anonymous one.</param>
/// <param name="AbandonedAt">Since when its owner is to be reminded.</param>
public sealed record RestingCart(
    Guid? UserId, IReadOnlyList<RestingLine> Items, int Pieces, Money Value, DateTimeOffset ChangedAt, DateTimeOffset? AbandonedAt);

public sealed record RestingLine(string Sku, Guid ProductId, string Name, int Quantity);

/// <param name="Status">Pending, Sending, Sent, Failed, Unknown (it may have arrived), Suppressed or Expired.</param>
/// <param name="BoughtAt">The first order after it.</param>
public sealed record CartReminder(
    Guid Id, Guid UserId, string Status, string? Reason, DateTimeOffset CreatedAt, DateTimeOffset? SettledAt, DateTimeOffset? BoughtAt);
