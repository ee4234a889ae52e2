using System.Security.Claims;
using Ecommerce.NotificationService.Domain;
using Ecommerce.NotificationService.Infrastructure.Postgres;
using Ecommerce.ServiceDefaults;
using Ecommerce.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Ecommerce.NotificationService.Features.Messages;

internal sealed record MessagePage(IReadOnlyList<MessageSummary> Items, Guid? Next);

internal static class MessageEndpoints
{
    private const string KeyHeader = "Idempotency-Key";
    private const int MaxKeyLength = 128;

    private static readonly string[] FailedStatuses = [MessageStatus.Failed, MessageStatus.Unknown];

    public static RouteGroupBuilder MapMessages(this RouteGroupBuilder notifications)
    {
        notifications.MapGet("mine", ListOwnAsync).WithName("ListOwnMessages").WithSummary("Messages to the caller, newest first")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        notifications.MapGet("failed", ListFailedAsync).WithName("ListFailedMessages")
            .WithSummary("Messages that failed or may not have arrived").RequirePermission(Permissions.OrdersRead)
            .ProducesProblem(StatusCodes.Status400BadRequest);
        notifications.MapGet("orders/{orderId:guid}", ListOfOrderAsync).WithName("ListMessagesOfOrder")
            .WithSummary("Messages about an order, newest first").RequirePermission(Permissions.OrdersRead)
            .ProducesProblem(StatusCodes.Status400BadRequest);
        notifications.MapPost("{id:guid}/resend", ResendAsync).WithName("ResendMessage").WithSummary("Sends a message again")
            .RequirePermission(Permissions.OrdersWrite).ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
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

    private static async Task<Results<Ok<MessagePage>, ProblemHttpResult>> ListOfOrderAsync(
        Guid orderId, Guid? after, int? limit, MessageStore messages, CancellationToken cancellationToken)
    {
        var (page, errors) = PageRequest.Read(after, limit);
        if (errors.TryGetProblem(out var problem))
            return problem;
        return Page(page, await messages.ListOfOrderAsync(orderId, page, cancellationToken));
    }

    private static async Task<Results<Accepted, ProblemHttpResult>> ResendAsync(
        Guid id, [FromHeader(Name = KeyHeader)] string? key, ClaimsPrincipal caller, MessageStore messages,
        CancellationToken cancellationToken)
    {
        if (new FieldErrors().Check(KeyHeader, key is null || IsKey(key), $"must have 1 to {MaxKeyLength} visible ASCII characters")
            .TryGetProblem(out var problem))
            return problem;
        return await messages.ResendAsync(id, caller.UserId(), key ?? $"{Guid.CreateVersion7()}", cancellationToken) switch
        {
            ResendOutcome.Done => TypedResults.Accepted((string?)null),
            ResendOutcome.NotFound => Problems.NotFound("message"),
            ResendOutcome.TooOften => Problems.Problem(
                StatusCodes.Status429TooManyRequests, "resent-too-often", "The message was sent again five times within a day."),
            _ => Problems.Problem(
                StatusCodes.Status409Conflict, "not-resendable",
                "Only messages that were sent, failed or may not have arrived can be resent, and no links that are used up or expired."),
        };
    }

    private static bool IsKey(string key) => key.Length is > 0 and <= MaxKeyLength && key.All(letter => letter is > ' ' and <= '~');

    private static Ok<MessagePage> Page(PageRequest page, List<MessageSummary> fetched)
    {
        var (items, next) = page.Cut(fetched, message => message.Id);
        return TypedResults.Ok(new MessagePage(items, next));
    }
}
