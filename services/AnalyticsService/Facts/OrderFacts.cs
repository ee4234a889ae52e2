using Ecommerce.Contracts;

namespace Ecommerce.AnalyticsService.Facts;

/// <summary>An order as an event or an export tells it: what is not told stays as it is.</summary>
internal sealed record ToldOrder(Guid Id, Guid UserId, IReadOnlyList<OrderLine> Lines, Money Total)
{
    public string? TestGroup { get; init; }
    public DateTimeOffset? PlacedAt { get; init; }
    public DateTimeOffset? ConfirmedAt { get; init; }
    public DateTimeOffset? CancelledAt { get; init; }
    public string? CancellationReason { get; init; }
}

/// <summary>Orders with their lines, their buyers under another name.</summary>
internal sealed class OrderFacts(Pseudonyms pseudonyms, TimeProvider time)
{
    public async Task SaveAsync(FactStore store, IReadOnlyList<ToldOrder> orders, CancellationToken cancellationToken)
    {
        var facts = new List<OrderFact>(orders.Count);
        foreach (var order in orders)
            facts.Add(FactOf(order, await pseudonyms.KeyOfAsync(order.UserId, cancellationToken)));
        await store.SaveAsync(facts, cancellationToken);
        await store.SaveAsync([.. orders.SelectMany(order => FactsOf.Lines(order.Id, order.Lines))], cancellationToken);
    }

    private OrderFact FactOf(ToldOrder order, string buyer) => new(
        order.Id, buyer, Guid.CreateVersion7(time.GetUtcNow()), order.Total.Currency, order.Total.Amount, order.TestGroup,
        order.PlacedAt?.ToMicroseconds(), order.ConfirmedAt?.ToMicroseconds(), order.CancelledAt?.ToMicroseconds(), order.CancellationReason);
}
