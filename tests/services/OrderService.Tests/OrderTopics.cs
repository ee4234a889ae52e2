using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.OrderService.Tests;

/// <summary>The events that order-service publishes, and those that it consumes.</summary>
public sealed class OrderTopics(KafkaTap orders, KafkaTap catalog, KafkaTap payments, KafkaTap users)
{
    public async Task<JsonNode> PublishedAsync(string type, Guid orderId, int times = 1)
    {
        await Eventually.Async(() => Published(type, orderId).Count >= times, $"{type} of {orderId} is published {times} times");
        return JsonNode.Parse(Published(type, orderId)[^1].Value)!;
    }

    public IReadOnlyList<TappedMessage> Published(string type, Guid orderId)
        => [.. orders.Messages.Where(message => message.Key == $"{orderId}" && message.Headers["ce_type"] == $"{type}.v1")];

    /// <summary>The types of all events of an order, in order, duplicates included.</summary>
    public IReadOnlyList<string> Published(Guid orderId)
        => [.. orders.Messages.Where(message => message.Key == $"{orderId}").Select(
            message => message.Headers["ce_type"].Replace(".v1", "", StringComparison.Ordinal))];

    public Task ReservedAsync(Guid orderId, Guid? eventId = null)
        => CatalogAsync("stock-reserved", orderId, new() { ["expiresAt"] = "2030-01-01T00:00:00Z" }, eventId);

    public Task ReservationFailedAsync(Guid orderId)
        => CatalogAsync("stock-reservation-failed", orderId, new() { ["skus"] = new JsonArray("TENT") });

    public Task CommittedAsync(Guid orderId) => CatalogAsync("stock-committed", orderId, []);

    public Task CommitFailedAsync(Guid orderId) => CatalogAsync("stock-commit-failed", orderId, new() { ["skus"] = new JsonArray("TENT") });

    public Task ReturnedAsync(Guid orderId, Guid returnId)
        => CatalogAsync("stock-returned", orderId, new() { ["returnId"] = $"{returnId}" });

    public Task ReleasedAsync(Guid orderId) => CatalogAsync("stock-released", orderId, []);

    public Task CapturedAsync(Guid orderId, Guid? eventId = null, decimal amount = 39.98m)
        => PaymentsAsync(
            "payment-captured", orderId, new() { ["amount"] = Money(amount), ["capturedAt"] = "2026-01-01T00:00:00Z" }, eventId);

    public Task FailedAsync(Guid orderId)
        => PaymentsAsync("payment-failed", orderId, new() { ["reason"] = "card-declined", ["failedAt"] = "2026-01-01T00:00:00Z" });

    public Task RefundedAsync(Guid orderId, Guid refundId, decimal amount)
        => PaymentsAsync(
            "payment-refunded", orderId,
            new() { ["refundId"] = $"{refundId}", ["amount"] = Money(amount), ["refundedAt"] = "2026-01-01T00:00:00Z" });

    public Task ErasedAsync(Guid user)
        => users.PublishEventAsync(
            "user-erased.v1", $"{user}", new JsonObject { ["userId"] = $"{user}", ["erasedAt"] = "2026-01-01T00:00:00Z" }.ToJsonString());

    private static JsonObject Money(decimal amount) => new() { ["amount"] = amount, ["currency"] = "EUR" };

    private Task CatalogAsync(string type, Guid orderId, JsonObject data, Guid? eventId = null)
        => PublishAsync(catalog, type, orderId, data, eventId);

    private Task PaymentsAsync(string type, Guid orderId, JsonObject data, Guid? eventId = null)
    {
        data["paymentId"] = $"{Guid.CreateVersion7()}";
        return PublishAsync(payments, type, orderId, data, eventId);
    }

    private static Task PublishAsync(KafkaTap tap, string type, Guid orderId, JsonObject data, Guid? eventId)
    {
        data["orderId"] = $"{orderId}";
        return tap.PublishEventAsync($"{type}.v1", $"{orderId}", data.ToJsonString(), id: eventId);
    }
}
