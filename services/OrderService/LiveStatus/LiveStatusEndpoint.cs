using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using Ecommerce.OrderService.Orders;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Mvc;

namespace Ecommerce.OrderService.LiveStatus;

/// <summary>Server-sent events: every status of an order so far, then each new one, until the saga has brought the order to rest.</summary>
internal static class LiveStatusEndpoint
{
    /// <summary>So often the order is read even if nothing was said of it; the comment sent then keeps proxies from hanging up.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(5);

    public static RouteGroupBuilder MapLiveStatus(this RouteGroupBuilder orders)
    {
        orders.MapGet("{id:guid}/events", FollowAsync).WithName("FollowOrder")
            .Produces<string>(StatusCodes.Status200OK, "text/event-stream")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .DisableRequestTimeout();
        return orders;
    }

    private static async Task<IResult> FollowAsync(
        Guid id,
        [FromHeader(Name = "Last-Event-ID")] string? lastSeen,
        HttpContext http,
        ClaimsPrincipal user,
        OrderQueries queries,
        OrderChanges changes,
        IHostApplicationLifetime lifetime)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        var owner = OrderEndpoints.ReadableBy(user);
        using var watcher = changes.Watch(id);
        if (await queries.HistoryAsync(id, owner, ends.Token) is not { } history)
            return Problems.NotFound("order");

        var seen = int.TryParse(lastSeen, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        if (seen >= history.Count && AtRest(history))
            return TypedResults.NoContent(); // Tells a browser to stop asking again.

        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-store";
        try
        {
            await SendUntilRestAsync(http.Response, history, seen, watcher, () => queries.HistoryAsync(id, owner, ends.Token), ends.Token);
        }
        catch (OperationCanceledException) when (ends.IsCancellationRequested)
        {
            // The reader left or the service stops; a browser comes back and goes on behind its last event.
        }
        return TypedResults.Empty;
    }

    private static async Task SendUntilRestAsync(
        HttpResponse response, IReadOnlyList<StatusChange> history, int seen, OrderChanges.Watcher watcher,
        Func<Task<IReadOnlyList<StatusChange>?>> read, CancellationToken cancellationToken)
    {
        while (true)
        {
            for (; seen < history.Count; seen++)
                await response.WriteAsync(Event(seen + 1, history[seen]), cancellationToken);
            await response.Body.FlushAsync(cancellationToken);
            if (AtRest(history))
                return;
            await watcher.WaitAsync(Heartbeat, cancellationToken);
            history = await read() ?? history;
            if (seen >= history.Count)
                await response.WriteAsync(": still there\n\n", cancellationToken);
        }
    }

    private static bool AtRest(IReadOnlyList<StatusChange> history) => !history[^1].Status.IsMoving();

    private static string Event(int number, StatusChange change) => string.Create(
        CultureInfo.InvariantCulture, $"id: {number}\nevent: status\ndata: {JsonSerializer.Serialize(change, OrderJson.Default.StatusChange)}\n\n");
}
