namespace Ecommerce.Contracts;

/// <summary>
/// A review was written, edited, moderated or taken back; last one by <paramref name="Version"/> wins. Carries neither its text nor its
/// author.
/// </summary>
/// <param name="Stars">1 to 5.</param>
/// <param name="VerifiedPurchase">Its author has had the product delivered.</param>
/// <param name="Published">Readers see it; false while it waits for a moderator, and after it was rejected or deleted.</param>
/// <param name="Version">Grows by one at each change of the review.</param>
/// <param name="WrittenAt">When it was first written.</param>
public sealed record ReviewChanged(
    Guid ReviewId, Guid ProductId, int Stars, bool VerifiedPurchase, bool Published, long Version,
    DateTimeOffset WrittenAt, DateTimeOffset ChangedAt) : IIntegrationEvent
{
    public static string Type => "review-changed.v1";
    public static string Topic => Topics.Reviews;
    public string Key => ProductId.ToString();
}

/// <summary>A product's published reviews taken together; last one by <paramref name="Version"/> wins.</summary>
/// <param name="Version">Grows by one at each change of the product's rating.</param>
/// <param name="Count">Published reviews; 0 after the last one went.</param>
/// <param name="Average">Mean of their stars with two decimals, 1.00 to 5.00; 0 where there is none.</param>
/// <param name="Histogram">Five numbers: reviews with one star, with two, ..., with five.</param>
public sealed record RatingChanged(
    Guid ProductId, long Version, int Count, decimal Average, IReadOnlyList<int> Histogram, DateTimeOffset ChangedAt) : IIntegrationEvent
{
    public static string Type => "rating-changed.v1";
    public static string Topic => Topics.Reviews;
    public string Key => ProductId.ToString();
}
