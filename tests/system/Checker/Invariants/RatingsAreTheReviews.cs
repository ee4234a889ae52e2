using Ecommerce.Checker.Reading;
using static Ecommerce.Checker.Invariants.Comparison;

namespace Ecommerce.Checker.Invariants;

/// <summary>
/// The published reviews of a product, counted here, are its rating wherever one is told: in review-service's books and its answers, in
/// the search index, and in analytics, review by review. Verified are the reviews of those who had the product delivered, and no others.
/// </summary>
internal static class RatingsAreTheReviews
{
    public static IEnumerable<string> Violations(EndState state)
    {
        var (reviews, counted) = (state.Reviews.Reviews, Count(state));
        var delivered = state.Orders.Deliveries.ToHashSet();
        return
        [
            .. Differences(
                "reviews: the rating", counted.Where(rating => rating.Count > 0),
                [.. state.Reviews.Ratings.Where(rating => rating.Count > 0)]),
            .. Differences("search: the rating", counted.Select(ScoreRow.Of), state.Shelf.Scores),
            .. Differences(
                "analytics: the review", reviews.Where(review => review.IsPublished).Select(StarsRow.Of), state.Analytics.Reviews),
            // What an erased author had delivered is not known any more.
            .. reviews.Where(
                review => review.AuthorId != Guid.Empty && review.IsVerified != delivered.Contains(new(review.AuthorId, review.ProductId)))
                .Select(review => $"{review} is {(review.IsVerified ? "" : "not ")}verified, and orders say otherwise"),
        ];
    }

    /// <summary>What people were answered at rest.</summary>
    public static IEnumerable<string> WrongAnswers(EndState state, Expectations expected)
        => Differences("reviews answered", Count(state).Select(rating => rating.ToAnswer()), expected.Ratings);

    private static List<RatingRow> Count(EndState state)
    {
        var published = state.Reviews.Reviews.Where(review => review.IsPublished)
            .ToLookup(review => review.ProductId, review => review.Stars);
        return [.. state.Shelf.Catalogue.Select(product => RatingRow.Of(product.Id, published[product.Id]))];
    }
}
