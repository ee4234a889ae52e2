using System.Security.Claims;
using Ecommerce.NotificationService.Infrastructure.Postgres;
using Ecommerce.ServiceDefaults;
using Ecommerce.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.NotificationService.Features.Webhooks;

/// <summary>A delivery to an endpoint.</summary>
/// <param name="Answered">The status of the last response; null where there was none.</param>
internal sealed record WebhookDeliveryResponse(
    Guid Id, Guid EventId, string Type, string Status, int Attempts, int? Answered, string? Reason, DateTimeOffset CreatedAt,
    DateTimeOffset? SettledAt)
{
    public static WebhookDeliveryResponse From(WebhookDeliveryRow row) => new(
        row.Id, row.EventId, row.Type, row.Status, row.Attempts, row.Answered, row.Reason, row.CreatedAt, row.SettledAt);
}

internal sealed record WebhookDeliveryPage(IReadOnlyList<WebhookDeliveryResponse> Items, Guid? Next);

internal static class WebhookDeliveryEndpoints
{
    private static readonly string[] Statuses = ["Pending", "Sending", "Delivered", "Failed"];

    public static void MapWebhookDeliveries(this RouteGroupBuilder webhooks)
    {
        webhooks.MapGet("{id:guid}/deliveries", ListAsync).WithName("ListWebhookDeliveries")
            .WithSummary("Deliveries to a webhook endpoint, newest first")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        webhooks.MapPost("{id:guid}/deliveries/{delivery:guid}/redeliver", RedeliverAsync).WithName("RedeliverWebhook")
            .WithSummary("Delivers an event again")
            .ProducesProblem(StatusCodes.Status404NotFound);
        webhooks.MapPost("{id:guid}/ping", PingAsync).WithName("PingWebhook").WithSummary("Delivers a test event")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<WebhookDeliveryPage>, ProblemHttpResult>> ListAsync(
        Guid id, string? status, Guid? after, int? limit, WebhookDeliveryLog log, CancellationToken cancellationToken)
    {
        var (page, errors) = PageRequest.Read(after, limit);
        errors.Check("status", status is null || Statuses.Contains(status), $"must be one of {string.Join(", ", Statuses)}");
        if (errors.TryGetProblem(out var problem))
            return problem;
        var (items, next) = page.Cut(await log.ListAsync(id, status, page, cancellationToken), delivery => delivery.Id);
        return TypedResults.Ok(new WebhookDeliveryPage([.. items.Select(WebhookDeliveryResponse.From)], next));
    }

    private static async Task<Results<Accepted, ProblemHttpResult>> RedeliverAsync(
        Guid id, Guid delivery, WebhookDeliveryLog log, CancellationToken cancellationToken)
        => await log.RedeliverAsync(id, delivery, cancellationToken)
            ? TypedResults.Accepted((string?)null)
            : Problems.NotFound("settled delivery");

    private static async Task<Results<Accepted,
    ProblemHttpResult>> PingAsync(Guid id, ClaimsPrincipal caller, WebhookDeliveryLog log, CancellationToken cancellationToken)
        => await log.PingAsync(id, caller.UserId(), cancellationToken)
            ? TypedResults.Accepted((string?)null)
            : Problems.NotFound("enabled webhook");
}
