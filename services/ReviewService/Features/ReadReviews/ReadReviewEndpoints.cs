using System.Security.Claims;
using Ecommerce.ReviewService.Domain;
using Ecommerce.ReviewService.Infrastructure;
using Ecommerce.ServiceDefaults;
using Ecommerce.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.ReviewService.Features.ReadReviews;

/// <summary>Published reviews and ratings for everybody, and an author's own reviews.</summary>
internal static class ReadReviewEndpoints
{
    public static void MapReadReviews(this IEndpointRouteBuilder app)
    {
        var reviews = app.MapGroup("/reviews").WithTags("reviews");
        reviews.MapGet("/products/{productId:guid}", ListAsync).WithName("ListReviews").WithSummary("Published reviews of a product")
            .AllowAnonymous();
        reviews.MapGet("/products/{productId:guid}/rating", RatingAsync).WithName("GetRating").WithSummary("The rating of a product")
            .AllowAnonymous();
        reviews.MapGet("/{id:guid}", GetAsync).WithName("GetReview").WithSummary("A review").AllowAnonymous();
        reviews.MapGet("/mine", ListOwnAsync).WithName("ListOwnReviews").WithSummary("The caller's reviews, newest first")
            .RequireAuthorization();
    }

    private static async Task<Results<Ok<ReviewListResponse>, ProblemHttpResult>> ListAsync(
        Guid productId, string? sort, string? stars, string? verified, string? after, string? limit, ClaimsPrincipal caller,
        IReviewStore store,
        CancellationToken cancellationToken)
    {
        var queryString = new ReviewQueryString(sort, stars, verified, after, limit);
        if (queryString.Parse(productId, out var query).TryGetProblem(out var refusal))
            return refusal;
        if (await store.FindRatingAsync(productId, cancellationToken) is null)
            return Problems.NotFound("product");

        var found = await store.ListAsync(query with { Limit = query.Limit + 1 }, cancellationToken);
        var (page, next) = Paging.Cut(found, query.Limit, review => ReviewCursor.Of(query.Sort, review).Encode());
        return TypedResults.Ok(new ReviewListResponse(await RespondAsync(page, caller, store, cancellationToken), next));
    }

    private static async Task<Results<Ok<RatingResponse>, ProblemHttpResult>> RatingAsync(
        Guid productId, IReviewStore store, CancellationToken cancellationToken)
        => await store.FindRatingAsync(productId, cancellationToken) is { } rating
            ? TypedResults.Ok(RatingResponse.Of(rating))
            : Problems.NotFound("product");

    private static async Task<Results<Ok<ReviewResponse>, ProblemHttpResult>> GetAsync(
        Guid id, ClaimsPrincipal caller, IReviewStore store, HttpResponse response, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, cancellationToken) is not { } review || !MayRead(review, caller))
            return Problems.NotFound("review");

        response.Headers.ETag = VersionTag.Of(review.Version);
        var responses = await RespondAsync([review], caller, store, cancellationToken);
        return TypedResults.Ok(responses[0]);
    }

    private static async Task<Results<Ok<ReviewListResponse>, ProblemHttpResult>> ListOwnAsync(
        Guid? productId, string? after, string? limit, ClaimsPrincipal caller, IReviewStore store, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors().CheckLimit(limit, out var maxItems).CheckCursor(after, out var cursor);
        if (errors.TryGetProblem(out var refusal))
            return refusal;

        var author = caller.UserId();
        var found = await store.ListByAuthorAsync(author, productId, cursor, maxItems + 1, cancellationToken);
        var (page, next) = Paging.Cut(found, maxItems, review => $"{review.Id}");
        return TypedResults.Ok(new ReviewListResponse([.. page.Select(review => ReviewResponse.Of(review, author))], next));
    }

    /// <summary>Reviews that are not published are visible to their authors and to moderators only.</summary>
    private static bool MayRead(Review review, ClaimsPrincipal caller)
    {
        var isAuthor = caller.UserIdOrNull() is { } reader && review.AuthorId == reader;
        return review.IsPublished || isAuthor || caller.HasPermission(Permissions.ReviewsModerate);
    }

    /// <summary>The reviews with the caller's own votes.</summary>
    private static async Task<IReadOnlyList<ReviewResponse>> RespondAsync(
        IReadOnlyList<Review> reviews, ClaimsPrincipal caller, IReviewStore store, CancellationToken cancellationToken)
    {
        if (caller.UserIdOrNull() is not { } reader)
            return [.. reviews.Select(review => ReviewResponse.Of(review, caller: null))];

        var votes = await store.ListVotesAsync(reader, [.. reviews.Select(review => review.Id)], cancellationToken);
        return [.. reviews.Select(review => ReviewResponse.Of(review, reader, VoteOn(review)))];

        bool? VoteOn(Review review) => votes.TryGetValue(review.Id, out var helpful) ? helpful : null;
    }
}
