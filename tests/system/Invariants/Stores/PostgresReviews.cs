using Ecommerce.Checker.Reading;

namespace Ecommerce.Invariants.Stores;

/// <summary>The reviews in PostgreSQL.</summary>
internal sealed class PostgresReviews(PostgresStore store) : IReviewStore
{
    public string Name => store.Name;

    public IEventStore Events { get; } = new PostgresEvents(store);

    public Task<string> IdentifyAsync() => store.IdentifyAsync();

    public Task<ReviewBooks> ReadAsync() => store.ReadAsync(ReviewBooks.ReadAsync);
}
