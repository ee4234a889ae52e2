using System.Security.Claims;
using Ecommerce.NotificationService.Domain;
using Ecommerce.NotificationService.Infrastructure.Postgres;
using Ecommerce.ServiceDefaults;
using Ecommerce.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.NotificationService.Features.Messages;

internal sealed record MessagePage(IReadOnlyList<MessageSummary> Items, Guid? Next);

internal static class MessageEndpoints
{
    private static readonly string[] FailedStatuses = [MessageStatus.Failed, MessageStatus.Unknown];

    public static RouteGroupBuilder MapMessages(this RouteGroupBuilder notifications)
    {
        notifications.MapGet("mine", ListOwnAsync).WithName("ListOwnMessages").WithSummary("Messages to the caller, newest first")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        notifications.MapGet("failed", ListFailedAsync).WithName("ListFailedMessages")
            .WithSummary("Messages that failed or may not have arrived").RequirePermission(Permissions.OrdersRead)
            .ProducesProblem(StatusCodes.Status400BadRequest);
        notifications.MapPost("{id:guid}/resend", ResendAsync).WithName("ResendMessage").WithSummary("Sends a failed message again")
            .RequirePermission(Permissions.OrdersWrite)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        return notifications;
    }

    private static async Task<Results<Ok<MessagePage>, ProblemHttpResult>> ListOwnAsync(
        Guid? after, int? limit, ClaimsPrincipal caller, MessageStore messages, CancellationToken cancellationToken)
    {
        var (page, errors) = PageRequest.Read(after, limit);
        if (errors.TryGetProblem(out var problem))
            return problem;
        return Page(page, await messages.ListAsync(caller.UserId(), page, cancellationToken));
    }

    private static async Task<Results<Ok<MessagePage>, ProblemHttpResult>> ListFailedAsync(
        string? status, string? kind, Guid? after, int? limit, MessageStore messages, CancellationToken cancellationToken)
    {
        var (page, errors) = PageRequest.Read(after, limit);
        errors
            .Check("status", status is null || FailedStatuses.Contains(status), $"must be one of {string.Join(", ", FailedStatuses)}")
            .Check("kind", kind is null || MessageKinds.Find(kind) is not null, "is no kind of message");
        if (errors.TryGetProblem(out var problem))
            return problem;
        return Page(page, await messages.ListFailedAsync(status, kind, page, cancellationToken));
    }

    private static async Task<Results<Accepted,
    ProblemHttpResult>> ResendAsync(Guid id, MessageStore messages, CancellationToken cancellationToken)
        => await messages.ResendAsync(id, cancellationToken) switch
        {
            ResendOutcome.Done => TypedResults.Accepted((string?)null),
            ResendOutcome.NotFound => Problems.NotFound("message"),
            _ => Problems.Problem(
                StatusCodes.Status409Conflict, "not-resendable",
                "Only failed and unknown messages can be resent, and no expired links."),
        };

    private static Ok<MessagePage> Page(PageRequest page, List<MessageSummary> fetched)
    {
        var (items, next) = page.Cut(fetched, message => message.Id);
        return TypedResults.Ok(new MessagePage(items, next));
    }
}
