using Ecommerce.ReviewService.Moderation;
using Ecommerce.ReviewService.Ratings;

namespace Ecommerce.ReviewService.Storage.Postgres;

// Rows with arrays, which are read by property.

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
