using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Sessions;

namespace Ecommerce.Storefront.Features.Reviews;

/// <summary>A product's rating and a page of its reviews.</summary>
/// <param name="Mine">This shopper's own review, whether published or not.</param>
/// <param name="Refused">What this shopper wrote and review-service did not take.</param>
public sealed record ProductReviews(
    Guid ProductId, ReviewQuery Choice, Rating Rating, Page<Review> Reviews, Review? Mine, ReviewForm? Refused);

/// <summary>Reads a product's reviews for this shopper.</summary>
internal sealed class ReviewReader(GatewayClient gateway, Session session)
{
    /// <summary>What this request wanted to write, so that it is not lost.</summary>
    public ReviewForm? Refused { get; set; }

    /// <summary>Null where the product is unknown.</summary>
    public async Task<ProductReviews?> FindAsync(Guid product, ReviewQuery choice, CancellationToken cancellationToken)
    {
        var rating = gateway.FindAsync<Rating>($"/reviews/products/{product}/rating", session.AccessToken, cancellationToken);
        var reviews = gateway.FindAsync<Page<Review>>(
            $"/reviews/products/{product}{choice.ToQuery()}", session.AccessToken, cancellationToken);
        var mine = session.SignedIn
            ? gateway.FindAsync<Page<Review>>($"/reviews/mine?productId={product}", session.AccessToken, cancellationToken)
            : Task.FromResult<Page<Review>?>(null);
        await Task.WhenAll(rating, reviews, mine);
        return await rating is { } stars && await reviews is { } page
            ? new ProductReviews(product, choice, stars, page, await mine is { Items: [var own, ..] } ? own : null, Refused)
            : null;
    }
}
