namespace Ecommerce.Storefront.Infrastructure.Gateway;

// The part of review-service's API that pages use. Public because components are.

/// <param name="Vote">This shopper's vote; null where there is none.</param>
public sealed record Review(
    Guid Id, Guid ProductId, string Author, int Stars, string Title, string Text, string State, string? Reason, bool VerifiedPurchase,
    int Helpful, int Unhelpful, long Version, DateTimeOffset WrittenAt, bool Own, bool? Vote)
{
    public bool Pending => State == "pending";
}

/// <param name="Histogram">Reviews with one star, with two, ..., with five.</param>
public sealed record Rating(int Count, decimal Average, IReadOnlyList<int> Histogram);

public sealed record WrittenReview(Guid ProductId, int Stars, string? Title, string Text, string? DisplayName);

public sealed record Vote(bool Helpful);

public sealed record Report(string Reason);
