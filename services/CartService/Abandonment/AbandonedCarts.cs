using Ecommerce.CartService.Carts;
using Ecommerce.CartService.Redis;
using Ecommerce.Messaging;
using StackExchange.Redis;

namespace Ecommerce.CartService.Abandonment;

/// <summary>
/// Carts that were left alone, and the events about them that wait in Redis until the broker has them. Replicas need not agree on
/// who does it: a cart is put among the waiting events once, and an event that two of them publish has one id.
/// </summary>
internal sealed class AbandonedCarts(CartStore carts, RedisServer redis, EventPublisher publisher, MessagingOptions messaging, TimeProvider time)
{
    private const int Batch = 100;

    private static readonly RedisKey Outbox = "carts:outbox";

    public async Task FindAsync(TimeSpan abandonedAfter, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        IReadOnlyList<Guid> users;
        do
        {
            users = await carts.FindIdleAsync(now - abandonedAfter, Batch);
            foreach (var user in users)
                await carts.AbandonAsync(CartId.OfUser(user), now - abandonedAfter, Guid.CreateVersion7(now), Outbox, AbandonedCartLog.Key, messaging.Retention);
        }
        while (users.Count == Batch && !cancellationToken.IsCancellationRequested);
    }

    /// <summary>Publishes what waits, until nothing does or the broker takes nothing.</summary>
    public async Task PublishAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested
            && await redis.AskAsync(database => database.ListRangeAsync(Outbox, 0, Batch - 1)) is { Length: > 0 } waiting)
        {
            foreach (var entry in waiting)
            {
                if (!await PublishAsync(entry))
                    return;
            }
        }
    }

    private async Task<bool> PublishAsync(RedisValue entry)
    {
        if (!await publisher.TryPublishAsync(AbandonedCart.Read(entry).ToRow()))
            return false;
        await redis.AskAsync(database => database.ListRemoveAsync(Outbox, entry, 1));
        return true;
    }
}
