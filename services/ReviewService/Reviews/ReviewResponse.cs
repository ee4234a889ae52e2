using System.Security.Claims;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.ReviewService.Reviews;

/// <param name="Author">What the author wants to be called.</param>
/// <param name="Reason">Why it waits or was rejected; for its author and for moderators.</param>
/// <param name="Own">The caller wrote it.</param>
/// <param name="Vote">Whether it helped the caller; null where they did not say.</param>
internal sealed record ReviewResponse(
    Guid Id, Guid ProductId, string Author, int Stars, string Title, string Text, string State, string? Reason, bool VerifiedPurchase,
    int Helpful, int Unhelpful, long Version, DateTimeOffset WrittenAt, DateTimeOffset ChangedAt, bool Own, bool? Vote)
{
    private const string Unnamed = "Anonymous";

    public static ReviewResponse Of(Review review, Guid? caller, bool? vote = null)
        => new(
            review.Id, review.ProductId, review.AuthorName ?? Unnamed, review.Stars, review.Title, review.Text, review.State, review.Reason,
            review.Verified, review.Helpful, review.Unhelpful, review.Version, review.WrittenAt, review.ChangedAt,
            Own: caller is not null && review.AuthorId == caller, vote);
}

internal sealed record ReviewListResponse(IReadOnlyList<ReviewResponse> Items, string? Next);

internal static class Callers
{
    public static Guid? UserIdOrNull(this ClaimsPrincipal caller) => caller.Identity?.IsAuthenticated == true ? caller.UserId() : null;
}
