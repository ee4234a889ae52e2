using System.Security.Claims;
using Ecommerce.NotificationService.Paging;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.NotificationService.Webhooks;

/// <summary>What was sent to an endpoint, and what it answered.</summary>
/// <param name="Answered">The last answer's status; null where there was none.</param>
internal sealed record DeliveryResponse(
    Guid Id, Guid EventId, string Type, string Status, int Attempts, int? Answered, string? Reason, DateTimeOffset CreatedAt, DateTimeOffset? SettledAt);

internal sealed record DeliveryPage(IReadOnlyList<DeliveryResponse> Items, Guid? Next);

internal static class DeliveryEndpoints
{
    private static readonly string[] Statuses = ["Pending", "Sending", "Delivered", "Failed"];

    public static void MapDeliveries(this RouteGroupBuilder webhooks)
    {
        webhooks.MapGet("{id:guid}/deliveries", ListAsync).WithName("ListWebhookDeliveries").ProducesProblem(StatusCodes.Status400BadRequest);
        webhooks.MapPost("{id:guid}/deliveries/{delivery:guid}/redeliver", RedeliverAsync).WithName("RedeliverWebhook")
            .ProducesProblem(StatusCodes.Status404NotFound);
        webhooks.MapPost("{id:guid}/ping", PingAsync).WithName("PingWebhook").ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<DeliveryPage>, ProblemHttpResult>> ListAsync(
        Guid id, string? status, Guid? after, int? limit, DeliveryLog log, CancellationToken cancellationToken)
    {
        var (page, errors) = PageRequest.Read(after, limit);
        if (errors.Check("status", status is null || Statuses.Contains(status), $"must be one of {string.Join(", ", Statuses)}").Refusal(out var invalid))
            return invalid;
        var (items, next) = page.Cut(await log.ListAsync(id, status, page, cancellationToken), delivery => delivery.Id);
        return TypedResults.Ok(new DeliveryPage([.. items.Select(delivery => delivery.ToResponse())], next));
    }

    private static async Task<Results<Accepted, ProblemHttpResult>> RedeliverAsync(
        Guid id, Guid delivery, DeliveryLog log, CancellationToken cancellationToken)
        => await log.RedeliverAsync(id, delivery, cancellationToken) ? TypedResults.Accepted((string?)null) : Problems.NotFound("delivery that is at its end");

    private static async Task<Results<Accepted, ProblemHttpResult>> PingAsync(Guid id, ClaimsPrincipal caller, DeliveryLog log, CancellationToken cancellationToken)
        => await log.PingAsync(id, caller.UserId(), cancellationToken) ? TypedResults.Accepted((string?)null) : Problems.NotFound("webhook that is on");
}
