using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Ecommerce.Storefront.Features.Office.Moderation;

/// <summary>The moderation queue and the list of filtered words.</summary>
internal static class ModerationPages
{
    public static void MapModeration(this IEndpointRouteBuilder routes)
    {
        var reviews = routes.MapGroup("/office/reviews").DisableAntiforgery();
        reviews.MapGet("", QueueAsync);
        reviews.MapPost("/{id:guid}/publish", PublishAsync);
        reviews.MapPost("/{id:guid}/reject", RejectAsync);
        reviews.MapPost("/words", SaveWordsAsync);
    }

    private static Task<RazorComponentResult<ModerationPage>> QueueAsync(
        string? after, GatewayClient gateway, Session session, CancellationToken cancellationToken)
        => ShowAsync(after, [], gateway, session, cancellationToken);

    private static Task<IResult> PublishAsync(
        Guid id, [FromForm] long version, GatewayClient gateway, Session session, CancellationToken cancellationToken)
        => ChangeAsync(
            () => gateway.ChangeAsync(HttpMethod.Post, $"/reviews/{id}/publish", version, session.AccessToken, cancellationToken),
            gateway, session, cancellationToken);

    private static Task<IResult> RejectAsync(
        Guid id, [FromForm] long version, [FromForm] string reason, GatewayClient gateway, Session session,
        CancellationToken cancellationToken)
        => ChangeAsync(
            () => gateway.ChangeAsync(
                HttpMethod.Post, $"/reviews/{id}/reject", new Rejection(reason), version, session.AccessToken, cancellationToken),
            gateway, session, cancellationToken);

    private static Task<IResult> SaveWordsAsync(
        [FromForm] string words, [FromForm] long version, GatewayClient gateway, Session session, CancellationToken cancellationToken)
    {
        var list = new WordList(words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), version);
        return ChangeAsync(
            () => gateway.ChangeAsync(HttpMethod.Put, "/reviews/words", list, version, session.AccessToken, cancellationToken),
            gateway, session, cancellationToken);
    }

    private static async Task<IResult> ChangeAsync(
        Func<Task> change, GatewayClient gateway, Session session, CancellationToken cancellationToken)
    {
        try
        {
            await change();
            return Results.LocalRedirect("~/office/reviews");
        }
        catch (GatewayException refusal) when ((int)refusal.Status is 400 or 404 or 409 or 412)
        {
            return await ShowAsync(null, refusal.Problem.Messages(), gateway, session, cancellationToken);
        }
    }

    private static async Task<RazorComponentResult<ModerationPage>> ShowAsync(
        string? after, IEnumerable<string> messages, GatewayClient gateway, Session session, CancellationToken cancellationToken)
    {
        var query = string.IsNullOrEmpty(after) ? "" : "?after=" + Uri.EscapeDataString(after);
        var queue = gateway.GetAsync<Page<QueueItem>>("/reviews/moderation" + query, session.AccessToken, cancellationToken);
        var words = gateway.GetAsync<WordList>("/reviews/words", session.AccessToken, cancellationToken);
        return new(new { Queue = await queue, Words = await words, Messages = messages });
    }
}
