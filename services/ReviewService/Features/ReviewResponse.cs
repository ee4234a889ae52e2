using System.Security.Claims;
using Ecommerce.ReviewService.Domain;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.ReviewService.Features;

/// <param name="Author">The author's display name.</param>
/// <param name="Reason">Why it is pending or rejected; for its author and for moderators.</param>
/// <param name="Own">Whether the caller is the author.</param>
/// <param name="Vote">Whether the caller found it helpful; null without a vote.</param>
internal sealed record ReviewResponse(
    Guid Id, Guid ProductId, string Author, int Stars, string Title, string Text, string State, string? Reason, bool VerifiedPurchase,
    int Helpful, int Unhelpful, long Version, DateTimeOffset WrittenAt, DateTimeOffset ChangedAt, bool Own, bool? Vote)
{
    private const string DefaultAuthor = "Anonymous";

    public static ReviewResponse Of(Review review, Guid? caller, bool? vote = null)
        => new(
            review.Id, review.ProductId, review.AuthorName ?? DefaultAuthor, review.Stars, review.Title, review.Text, review.State,
            review.Reason,
            review.Verified, review.Helpful, review.Unhelpful, review.Version, review.WrittenAt, review.ChangedAt,
            Own: caller is not null && review.AuthorId == caller, vote);
}

internal sealed record ReviewListResponse(IReadOnlyList<ReviewResponse> Items, string? Next);

internal static class Callers
{
    public static Guid? UserIdOrNull(this ClaimsPrincipal caller) => caller.Identity?.IsAuthenticated == true ? caller.UserId() : null;
}
