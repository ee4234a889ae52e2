using System.Security.Claims;
using Ecommerce.NotificationService.Paging;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using OneEndpoint = Microsoft.AspNetCore.Http.HttpResults.Results<
    Microsoft.AspNetCore.Http.HttpResults.Ok<Ecommerce.NotificationService.Webhooks.EndpointResponse>,
    Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult>;

namespace Ecommerce.NotificationService.Webhooks;

/// <summary>Shop owners' endpoints.</summary>
internal static class EndpointEndpoints
{
    public static RouteGroupBuilder MapWebhooks(this RouteGroupBuilder notifications)
    {
        var webhooks = notifications.MapGroup("webhooks").WithTags("Webhooks").RequirePermission(Permissions.OrdersWrite);
        webhooks.MapGet("", ListAsync).WithName("ListWebhooks");
        webhooks.MapPost("", AddAsync).WithName("AddWebhook").ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict);
        webhooks.MapGet("{id:guid}", GetAsync).WithName("GetWebhook").ProducesProblem(StatusCodes.Status404NotFound);
        webhooks.MapPut("{id:guid}", UpdateAsync).WithName("PutWebhook").ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        webhooks.MapDelete("{id:guid}", RemoveAsync).WithName("RemoveWebhook").ProducesProblem(StatusCodes.Status404NotFound);
        webhooks.MapPost("{id:guid}/secret", RotateAsync).WithName("RotateWebhookSecret").ProducesProblem(StatusCodes.Status404NotFound);
        webhooks.MapPost("{id:guid}/enable", EnableAsync).WithName("EnableWebhook").ProducesProblem(StatusCodes.Status404NotFound);
        webhooks.MapPost("{id:guid}/disable", DisableAsync).WithName("DisableWebhook").ProducesProblem(StatusCodes.Status404NotFound);
        webhooks.MapDeliveries();
        return notifications;
    }

    private static async Task<Results<Ok<EndpointPage>, ProblemHttpResult>> ListAsync(
        Guid? after, int? limit, EndpointStore endpoints, TimeProvider time, CancellationToken cancellationToken)
    {
        var (page, errors) = PageRequest.Read(after, limit);
        if (errors.Refusal(out var invalid))
            return invalid;
        var (items, next) = page.Cut(await endpoints.ListAsync(page, cancellationToken), endpoint => endpoint.Id);
        return TypedResults.Ok(new EndpointPage([.. items.Select(endpoint => endpoint.ToResponse(time.GetUtcNow()))], next));
    }

    private static async Task<Results<Created<EndpointResponse>, ProblemHttpResult>> AddAsync(
        EndpointRequest request, ClaimsPrincipal caller, EndpointStore endpoints, GuardedConnections connections, IHostEnvironment environment,
        TimeProvider time, CancellationToken cancellationToken)
    {
        if (EndpointRules.Check(request, connections, environment.IsDevelopment()).Refusal(out var invalid))
            return invalid;
        var (row, secret) = await endpoints.AddAsync(request, caller.UserId(), cancellationToken);
        return row is null
            ? Problems.Problem(StatusCodes.Status409Conflict, "too-many-webhooks", "There are too many webhooks already.")
            : TypedResults.Created($"/notifications/webhooks/{row.Id}", row.ToResponse(time.GetUtcNow(), secret));
    }

    private static async Task<OneEndpoint> GetAsync(Guid id, EndpointStore endpoints, TimeProvider time, CancellationToken cancellationToken)
        => Answer(await endpoints.FindAsync(id, cancellationToken), time);

    private static async Task<OneEndpoint> UpdateAsync(
        Guid id, EndpointRequest request, EndpointStore endpoints, GuardedConnections connections, IHostEnvironment environment, TimeProvider time,
        CancellationToken cancellationToken)
        => EndpointRules.Check(request, connections, environment.IsDevelopment()).Refusal(out var invalid)
            ? invalid
            : Answer(await endpoints.UpdateAsync(id, request, cancellationToken), time);

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(Guid id, EndpointStore endpoints, CancellationToken cancellationToken)
        => await endpoints.RemoveAsync(id, cancellationToken) ? TypedResults.NoContent() : Problems.NotFound("webhook");

    private static async Task<OneEndpoint> RotateAsync(Guid id, EndpointStore endpoints, TimeProvider time, CancellationToken cancellationToken)
    {
        var (row, secret) = await endpoints.RotateAsync(id, cancellationToken);
        return Answer(row, time, secret);
    }

    private static async Task<OneEndpoint> EnableAsync(Guid id, EndpointStore endpoints, TimeProvider time, CancellationToken cancellationToken)
        => Answer(await endpoints.SwitchAsync(id, on: true, cancellationToken), time);

    private static async Task<OneEndpoint> DisableAsync(Guid id, EndpointStore endpoints, TimeProvider time, CancellationToken cancellationToken)
        => Answer(await endpoints.SwitchAsync(id, on: false, cancellationToken), time);

    private static OneEndpoint Answer(WebhookEndpointRow? row, TimeProvider time, string? secret = null)
        => row is null ? Problems.NotFound("webhook") : TypedResults.Ok(row.ToResponse(time.GetUtcNow(), secret));
}
