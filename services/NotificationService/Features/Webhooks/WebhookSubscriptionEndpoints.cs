using System.Security.Claims;
using Ecommerce.NotificationService.Infrastructure.Postgres;
using Ecommerce.NotificationService.Infrastructure.Webhooks;
using Ecommerce.ServiceDefaults;
using Ecommerce.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using SubscriptionResult = Microsoft.AspNetCore.Http.HttpResults.Results<
    Microsoft.AspNetCore.Http.HttpResults.Ok<Ecommerce.NotificationService.Features.Webhooks.WebhookSubscriptionResponse>,
    Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult>;

namespace Ecommerce.NotificationService.Features.Webhooks;

/// <summary>Webhooks of shop owners.</summary>
internal static class WebhookSubscriptionEndpoints
{
    public static RouteGroupBuilder MapWebhooks(this RouteGroupBuilder notifications)
    {
        var webhooks = notifications.MapGroup("webhooks").WithTags("Webhooks").RequirePermission(Permissions.OrdersWrite);
        webhooks.MapGet("", ListAsync).WithName("ListWebhooks").WithSummary("Webhook endpoints");
        webhooks.MapPost("", AddAsync).WithName("AddWebhook").WithSummary("Adds a webhook endpoint")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict);
        webhooks.MapGet("{id:guid}", GetAsync).WithName("GetWebhook").WithSummary("A webhook endpoint")
            .ProducesProblem(StatusCodes.Status404NotFound);
        webhooks.MapPut("{id:guid}", UpdateAsync).WithName("PutWebhook").WithSummary("Replaces a webhook endpoint")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        webhooks.MapDelete("{id:guid}", RemoveAsync).WithName("RemoveWebhook").WithSummary("Removes a webhook endpoint with its deliveries")
            .ProducesProblem(StatusCodes.Status404NotFound);
        webhooks.MapPost("{id:guid}/secret", RotateAsync).WithName("RotateWebhookSecret")
            .WithSummary("Gives a webhook endpoint a new secret").ProducesProblem(StatusCodes.Status404NotFound);
        webhooks.MapPost("{id:guid}/enable", EnableAsync).WithName("EnableWebhook").WithSummary("Enables a webhook endpoint")
            .ProducesProblem(StatusCodes.Status404NotFound);
        webhooks.MapPost("{id:guid}/disable", DisableAsync).WithName("DisableWebhook").WithSummary("Disables a webhook endpoint")
            .ProducesProblem(StatusCodes.Status404NotFound);
        webhooks.MapWebhookDeliveries();
        return notifications;
    }

    private static async Task<Results<Ok<WebhookSubscriptionPage>, ProblemHttpResult>> ListAsync(
        Guid? after, int? limit, WebhookSubscriptionStore subscriptions, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var (page, errors) = PageRequest.Read(after, limit);
        if (errors.TryGetProblem(out var problem))
            return problem;
        var (items, next) = page.Cut(await subscriptions.ListAsync(page, cancellationToken), subscription => subscription.Id);
        return TypedResults.Ok(new WebhookSubscriptionPage(
            [.. items.Select(subscription => WebhookSubscriptionResponse.From(subscription, timeProvider.GetUtcNow()))], next));
    }

    private static async Task<Results<Created<WebhookSubscriptionResponse>, ProblemHttpResult>> AddAsync(
        WebhookSubscriptionRequest request, ClaimsPrincipal caller, WebhookSubscriptionStore subscriptions, SsrfGuard guard,
        TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        if (WebhookSubscriptionRules.Check(request, guard).TryGetProblem(out var problem))
            return problem;
        var (subscription, secret) = await subscriptions.AddAsync(ContentOf(request), caller.UserId(), cancellationToken);
        return subscription is null
            ? Problems.Problem(StatusCodes.Status409Conflict, "too-many-webhooks", "There are too many webhooks already.")
            : TypedResults.Created(
                $"/notifications/webhooks/{subscription.Id}",
                WebhookSubscriptionResponse.From(subscription, timeProvider.GetUtcNow(), secret));
    }

    private static async Task<SubscriptionResult> GetAsync(
        Guid id, WebhookSubscriptionStore subscriptions, TimeProvider timeProvider, CancellationToken cancellationToken)
        => ToResult(await subscriptions.FindAsync(id, cancellationToken), timeProvider);

    private static async Task<SubscriptionResult> UpdateAsync(
        Guid id, WebhookSubscriptionRequest request, WebhookSubscriptionStore subscriptions, SsrfGuard guard,
        TimeProvider timeProvider, CancellationToken cancellationToken)
        => WebhookSubscriptionRules.Check(request, guard).TryGetProblem(out var problem)
            ? problem
            : ToResult(await subscriptions.UpdateAsync(id, ContentOf(request), cancellationToken), timeProvider);

    private static async Task<Results<NoContent,
    ProblemHttpResult>> RemoveAsync(Guid id, WebhookSubscriptionStore subscriptions, CancellationToken cancellationToken)
        => await subscriptions.RemoveAsync(id, cancellationToken) ? TypedResults.NoContent() : Problems.NotFound("webhook");

    private static async Task<SubscriptionResult> RotateAsync(
        Guid id, WebhookSubscriptionStore subscriptions, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var (subscription, secret) = await subscriptions.RotateSecretAsync(id, cancellationToken);
        return ToResult(subscription, timeProvider, secret);
    }

    private static async Task<SubscriptionResult> EnableAsync(
        Guid id, WebhookSubscriptionStore subscriptions, TimeProvider timeProvider, CancellationToken cancellationToken)
        => ToResult(await subscriptions.SetEnabledAsync(id, enabled: true, cancellationToken), timeProvider);

    private static async Task<SubscriptionResult> DisableAsync(
        Guid id, WebhookSubscriptionStore subscriptions, TimeProvider timeProvider, CancellationToken cancellationToken)
        => ToResult(await subscriptions.SetEnabledAsync(id, enabled: false, cancellationToken), timeProvider);

    private static SubscriptionResult ToResult(WebhookSubscription? subscription, TimeProvider timeProvider, string? secret = null)
        => subscription is null
            ? Problems.NotFound("webhook")
            : TypedResults.Ok(WebhookSubscriptionResponse.From(subscription, timeProvider.GetUtcNow(), secret));

    private static WebhookSubscriptionContent ContentOf(WebhookSubscriptionRequest request)
        => new(request.Url, request.Description ?? "", request.Events);
}
