using Ecommerce.AnalyticsService.Domain;

namespace Ecommerce.AnalyticsService.Infrastructure.Postgres;

/// <summary>Writes orders with their lines, buyers under a pseudonym.</summary>
internal sealed class OrderFactWriter(Pseudonyms pseudonyms, TimeProvider timeProvider)
{
    public async Task SaveAsync(FactStore store, IReadOnlyList<OrderSnapshot> orders, CancellationToken cancellationToken)
    {
        var facts = new List<OrderFact>(orders.Count);
        foreach (var order in orders)
            facts.Add(FactOf(order, await pseudonyms.KeyOfAsync(order.UserId, cancellationToken)));
        await store.SaveAsync(facts, cancellationToken);
        await store.SaveAsync([.. orders.SelectMany(order => FactMapper.Lines(order.Id, order.Lines))], cancellationToken);
    }

    private OrderFact FactOf(OrderSnapshot order, string buyerKey) => new(
        order.Id, buyerKey, Guid.CreateVersion7(timeProvider.GetUtcNow()), order.Total.Currency, order.Total.Amount, order.TestGroup,
        order.PlacedAt?.ToMicroseconds(), order.ConfirmedAt?.ToMicroseconds(), order.CancelledAt?.ToMicroseconds(),
        order.CancellationReason);
}
