using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using Ecommerce.OrderService.Domain.Orders;
using Ecommerce.OrderService.Infrastructure.Postgres;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Ecommerce.OrderService.Features.LiveStatus;

/// <summary>
/// Server-sent events: every status of an order so far, then each new one, until the order is delivered, cancelled or refunded, or the
/// caller would not be let in any more.
/// </summary>
internal static class LiveStatusEndpoint
{
    /// <summary>How often the order is read without a notification. The comment sent then keeps proxies from disconnecting.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(5);

    private const string RetryAfterSeconds = "5";

    public static RouteGroupBuilder MapLiveStatus(this RouteGroupBuilder orders)
    {
        orders.MapGet("{id:guid}/events", FollowAsync).WithName("FollowOrder").WithSummary("Streams the status of an order as it changes")
            .Produces<string>(StatusCodes.Status200OK, "text/event-stream")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .DisableRequestTimeout();
        return orders;
    }

    private static async Task<IResult> FollowAsync(
        Guid id,
        [FromHeader(Name = "Last-Event-ID")] string? lastSeen,
        HttpContext http,
        ClaimsPrincipal user,
        OrderQueries queries,
        OrderStatusNotifier notifier,
        OngoingAccess access,
        StreamLimit limit,
        IHostApplicationLifetime lifetime)
    {
        using var stream = limit.TryOpen(user.UserId());
        if (stream is null)
            return TooManyStreams(http.Response);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        var owner = user.ReadableOwner();
        using var watcher = notifier.Watch(id);
        if (await queries.HistoryAsync(id, owner, stopping.Token) is not { } history)
            return Problems.NotFound("order");

        var seen = int.TryParse(lastSeen, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        if (seen >= history.Count && IsOver(history))
            return TypedResults.NoContent(); // Tells a browser not to reconnect.

        http.Response.ContentType = "text/event-stream";
        if (http.WantsHeadersAlone())
            return TypedResults.Empty;
        try
        {
            await SendUntilOverAsync(
                http.Response, history, seen, watcher, () => queries.HistoryAsync(id, owner, stopping.Token),
                () => access.IsStillAllowedAsync(user, byPermission: owner is null, stopping.Token), stopping.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The client left or the service stops. A browser reconnects and continues after its last event.
        }

        return TypedResults.Empty;
    }

    private static ProblemHttpResult TooManyStreams(HttpResponse response)
    {
        response.Headers.RetryAfter = RetryAfterSeconds;
        return Problems.Problem(
            StatusCodes.Status429TooManyRequests, "too-many-streams", "There are too many open streams.",
            $"A person may have {StreamLimit.MaxPerPerson} at once.");
    }

    private static async Task SendUntilOverAsync(
        HttpResponse response, IReadOnlyList<StatusChange> history, int seen, OrderWatcher watcher,
        Func<Task<IReadOnlyList<StatusChange>?>> read, Func<ValueTask<bool>> isStillAllowed, CancellationToken cancellationToken)
    {
        while (true)
        {
            for (; seen < history.Count; seen++)
                await response.WriteAsync(Event(seen + 1, history[seen]), cancellationToken);
            await response.Body.FlushAsync(cancellationToken);
            if (IsOver(history))
                return;
            await watcher.WaitAsync(Heartbeat, cancellationToken);
            history = await read() ?? history;
            if (!await isStillAllowed())
                return;
            if (seen >= history.Count)
                await response.WriteAsync(": still there\n\n", cancellationToken);
        }
    }

    private static bool IsOver(IReadOnlyList<StatusChange> history) => history[^1].Status.IsFinal();

    private static string Event(int number, StatusChange change)
    {
        var json = JsonSerializer.Serialize(change, OrderJson.Default.StatusChange);
        return string.Create(CultureInfo.InvariantCulture, $"id: {number}\nevent: status\ndata: {json}\n\n");
    }
}
