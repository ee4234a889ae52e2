using System.Net;
using Ecommerce.ServiceDefaults;
using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Sessions;
using Microsoft.AspNetCore.Mvc;

namespace Ecommerce.Storefront.Features.Orders;

/// <summary>
/// The statuses of an order as server-sent events, as the API streams them to the shopper of this session. It ends when the API's does, and
/// the API's when the shopper leaves.
/// </summary>
internal static class EventPages
{
    private const string MediaType = "text/event-stream";

    public static void MapEvents(this IEndpointRouteBuilder order) => order.MapGet("/events", FollowAsync).DisableRequestTimeout();

    private static async Task<IResult> FollowAsync(
        Guid id, [FromHeader(Name = "Last-Event-ID")] string? lastEventId, HttpContext http, GatewayClient gateway, Session session,
        OpenStreams streams, IHostApplicationLifetime lifetime)
    {
        if (session.AccessToken is not { } token)
            return Results.Unauthorized();
        using var stream = streams.TryOpen(token);
        if (stream is null)
            return Problems.Problem(StatusCodes.Status429TooManyRequests, "too-many-requests", "Too many pages follow an order already.");

        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            using var upstream = await gateway.OpenStreamAsync($"/orders/{id}/events", NumberOf(lastEventId), token, stopping.Token);
            if (upstream.StatusCode is not HttpStatusCode.OK || upstream.Content.Headers.ContentType?.MediaType != MediaType)
                return Without(upstream.StatusCode);
            await PassOnAsync(upstream, http, stopping.Token);
        }
        catch (Exception end) when (http.Response.HasStarted && end is HttpRequestException or IOException)
        {
            // The API's stream was cut: the browser asks again, and goes on after its last event.
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The shopper left, or this replica stops.
        }

        return TypedResults.Empty;
    }

    /// <summary>Events are numbered; anything else is no event that the API has sent.</summary>
    private static string NumberOf(string? eventId) => eventId?.All(char.IsAsciiDigit) == true ? eventId : "";

    private static async Task PassOnAsync(HttpResponseMessage upstream, HttpContext http, CancellationToken cancellationToken)
    {
        http.Response.ContentType = MediaType;
        // A proxy would keep events back until it has many.
        http.Response.Headers["X-Accel-Buffering"] = "no";
        if (http.WantsHeadersAlone())
            return;
        await http.Response.Body.FlushAsync(cancellationToken);
        await upstream.Content.CopyToAsync(http.Response.Body, cancellationToken);
    }

    /// <summary>204: nothing more will come, and a browser does not ask again.</summary>
    private static IResult Without(HttpStatusCode status) => status switch
    {
        HttpStatusCode.NoContent => Results.NoContent(),
        HttpStatusCode.Unauthorized => Results.Unauthorized(),
        HttpStatusCode.NotFound => Problems.NotFound("order"),
        _ => Problems.Problem(StatusCodes.Status503ServiceUnavailable, "unavailable", "The order cannot be followed at the moment."),
    };
}
