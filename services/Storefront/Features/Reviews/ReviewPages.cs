using Ecommerce.Storefront.Features.Shared;
using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Scripts;
using Ecommerce.Storefront.Infrastructure.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Ecommerce.Storefront.Features.Reviews;

/// <summary>Writing, voting on and reporting reviews on a product's page.</summary>
internal static class ReviewPages
{
    public static void MapReviews(this IEndpointRouteBuilder routes)
    {
        var reviews = routes.MapGroup("/products/{product:guid}/reviews").DisableAntiforgery();
        reviews.MapGet("", ShowAsync);
        reviews.MapPost("", SaveAsync);
        reviews.MapPost("/{id:guid}/delete", DeleteAsync);
        reviews.MapPost("/{id:guid}/vote", VoteAsync);
        reviews.MapPost("/{id:guid}/report", ReportAsync);
    }

    private static async Task<IResult> ShowAsync(
        Guid product, string? sort, int? stars, string? after, ReviewReader reader, CancellationToken cancellationToken)
        => await reader.FindAsync(product, new(sort, stars, after), cancellationToken) is { } reviews
            ? new RazorComponentResult<ReviewSection>(new { Reviews = reviews })
            : Pages.NotFound();

    private static Task<IResult> SaveAsync(
        Guid product, [FromForm] ReviewForm form, GatewayClient gateway, Session session, ReviewReader reader, IProductPage page,
        CancellationToken cancellationToken)
    {
        reader.Refused = form;
        return ChangeAsync(
            product,
            () => form is { ReviewId: { } id, Version: { } version }
                ? gateway.ChangeAsync(
                    HttpMethod.Put, $"/reviews/{id}", form.ToReview(product), version, session.AccessToken, cancellationToken)
                : gateway.SendAsync(HttpMethod.Post, "/reviews", form.ToReview(product), session.AccessToken, cancellationToken),
            page, cancellationToken);
    }

    private static Task<IResult> DeleteAsync(
        Guid product, Guid id, [FromForm] long version, GatewayClient gateway, Session session, IProductPage page,
        CancellationToken cancellationToken)
        => ChangeAsync(
            product, () => gateway.ChangeAsync(HttpMethod.Delete, $"/reviews/{id}", version, session.AccessToken, cancellationToken), page,
            cancellationToken);

    private static async Task<IResult> VoteAsync(
        Guid product, Guid id, [FromForm] string helpful, HttpRequest request, GatewayClient gateway, Session session, IProductPage page,
        CancellationToken cancellationToken)
    {
        var path = $"/reviews/{id}/vote";
        if (!request.IsFromScript())
            return await ChangeAsync(product, CastAsync, page, cancellationToken);

        await CastAsync();
        var review = await gateway.GetAsync<Review>($"/reviews/{id}", session.AccessToken, cancellationToken);
        return new RazorComponentResult<ReviewCard>(new { Review = review });

        // Any other value withdraws the vote.
        Task CastAsync() => bool.TryParse(helpful, out var vote)
            ? gateway.SendAsync(HttpMethod.Put, path, new Vote(vote), session.AccessToken, cancellationToken)
            : gateway.SendAsync(HttpMethod.Delete, path, session.AccessToken, cancellationToken);
    }

    private static Task<IResult> ReportAsync(
        Guid product, Guid id, [FromForm] string reason, GatewayClient gateway, Session session, IProductPage page,
        CancellationToken cancellationToken)
        => ChangeAsync(
            product, () => gateway.SendAsync(
                HttpMethod.Post, $"/reviews/{id}/reports", new Report(reason), session.AccessToken, cancellationToken), page,
            cancellationToken);

    private static async Task<IResult> ChangeAsync(Guid product, Func<Task> change, IProductPage page, CancellationToken cancellationToken)
    {
        try
        {
            await change();
            return Results.LocalRedirect($"~/products/{product}#reviews");
        }
        catch (GatewayException refusal) when ((int)refusal.Status is 400 or 404 or 409 or 412)
        {
            return await page.ShowAsync(product, refusal.Problem.Messages(), cancellationToken);
        }
    }
}
