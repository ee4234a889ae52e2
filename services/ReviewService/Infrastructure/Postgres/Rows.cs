using Ecommerce.ReviewService.Domain;

namespace Ecommerce.ReviewService.Infrastructure.Postgres;

// Dapper reads arrays into properties, not into constructor parameters.

internal sealed class RatingRow
{
    public Guid ProductId { get; init; }
    public long Version { get; init; }
    public int[] Histogram { get; init; } = [];

    public Rating ToRating() => new(ProductId, Version, Histogram);
}

internal sealed class WordListRow
{
    public long Version { get; init; }
    public string[] Words { get; init; } = [];

    public WordList ToWordList() => new(Version, Words);
}
