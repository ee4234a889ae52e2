using System.Security.Claims;
using Ecommerce.ReviewService.Ratings;
using Ecommerce.ReviewService.Storage;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.ReviewService.Reviews;

/// <summary>What everybody may read, and authors of their own.</summary>
internal static class ReviewReads
{
    public static void MapReviewReads(this IEndpointRouteBuilder app)
    {
        var reviews = app.MapGroup("/reviews").WithTags("reviews");
        reviews.MapGet("/products/{productId:guid}", ListAsync).AllowAnonymous();
        reviews.MapGet("/products/{productId:guid}/rating", RatingAsync).AllowAnonymous();
        reviews.MapGet("/{id:guid}", GetAsync).AllowAnonymous();
        reviews.MapGet("/mine", MineAsync).RequireAuthorization();
    }

    private static async Task<Results<Ok<ReviewListResponse>, ProblemHttpResult>> ListAsync(
        Guid productId, string? sort, string? stars, string? verified, string? after, string? limit, ClaimsPrincipal caller, IReviewStore store,
        CancellationToken cancellationToken)
    {
        if (ReviewQuery.Parse(productId, sort, stars, verified, after, limit, out var query).Refusal(out var refusal))
            return refusal;
        if (await store.FindRatingAsync(productId, cancellationToken) is null)
            return Problems.NotFound("product");

        var found = await store.ListAsync(query with { Limit = query.Limit + 1 }, cancellationToken);
        var page = found.Take(query.Limit).ToList();
        var reader = caller.UserIdOrNull();
        var votes = reader is { } id ? await store.VotesAsync(id, [.. page.Select(r => r.Id)], cancellationToken) : null;
        return TypedResults.Ok(new ReviewListResponse(
            [.. page.Select(r => ReviewResponse.Of(r, reader, votes is not null && votes.TryGetValue(r.Id, out var helpful) ? helpful : null))],
            found.Count > page.Count ? ReviewCursor.Of(query.Sort, page[^1]).Encode() : null));
    }

    private static async Task<Results<Ok<RatingResponse>, ProblemHttpResult>> RatingAsync(
        Guid productId, IReviewStore store, CancellationToken cancellationToken)
        => await store.FindRatingAsync(productId, cancellationToken) is { } rating
            ? TypedResults.Ok(RatingResponse.Of(rating))
            : Problems.NotFound("product");

    /// <summary>What is not published is there for its author and for moderators alone.</summary>
    private static async Task<Results<Ok<ReviewResponse>, ProblemHttpResult>> GetAsync(
        Guid id, ClaimsPrincipal caller, IReviewStore store, HttpResponse response, CancellationToken cancellationToken)
    {
        var reader = caller.UserIdOrNull();
        if (await store.FindAsync(id, cancellationToken) is not { } review
            || !(review.IsPublished || (reader is not null && review.AuthorId == reader) || caller.HasPermission(Permissions.ReviewsModerate)))
        {
            return Problems.NotFound("review");
        }

        response.Headers.ETag = ReviewTag.Of(review.Version);
        var votes = reader is { } user ? await store.VotesAsync(user, [id], cancellationToken) : null;
        return TypedResults.Ok(ReviewResponse.Of(review, reader, votes is not null && votes.TryGetValue(id, out var helpful) ? helpful : null));
    }

    private static async Task<Results<Ok<ReviewListResponse>, ProblemHttpResult>> MineAsync(
        Guid? productId, string? after, string? limit, ClaimsPrincipal caller, IReviewStore store, CancellationToken cancellationToken)
    {
        if (Paging.Check(after, limit, out var cursor, out var most).Refusal(out var refusal))
            return refusal;

        var found = await store.ListByAuthorAsync(caller.UserId(), productId, cursor, most + 1, cancellationToken);
        return TypedResults.Ok(new ReviewListResponse(
            [.. found.Take(most).Select(r => ReviewResponse.Of(r, caller.UserId()))], found.Count > most ? $"{found[most - 1].Id}" : null));
    }
}
