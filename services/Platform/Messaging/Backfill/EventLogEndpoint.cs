using System.Text.Json;
using System.Text.Json.Serialization;
using Ecommerce.ServiceDefaults;
using Ecommerce.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ecommerce.Messaging;

/// <summary>Lets consumers look for what a broker has lost.</summary>
public static class EventLogEndpoint
{
    private const int MaxLimit = 1000;

    /// <summary>
    /// Adds <c>GET /event-log</c>, for services alone (<see cref="Permissions.EventsRead"/>) and under no prefix of the gateway's.
    /// The service must have an <see cref="IEventLog"/>.
    /// </summary>
    public static IEndpointRouteBuilder MapEventLog(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/event-log", ReadAsync).WithName("ReadEventLog")
            .WithSummary("Events that this service has published, for other services")
            .WithTags("Event log").RequirePermission(Permissions.EventsRead)
            .ProducesProblem(StatusCodes.Status400BadRequest);
        return routes;
    }

    private static async Task<Results<Ok<EventLogPage>, ProblemHttpResult>> ReadAsync(
        IEventLog log, EventSource source, CancellationToken cancellationToken, long after = 0, string[]? type = null, int limit = 500)
    {
        if (new FieldErrors().CheckLimit(limit, MaxLimit).TryGetProblem(out var problem))
            return problem;

        var reading = await log.ReadAsync(after, type ?? [], limit, cancellationToken);
        return TypedResults.Ok(new EventLogPage(
            [.. reading.Rows.Select(row => LoggedEvent.Of(row, source.Name))], reading.Rows.Count == limit
                ? reading.Rows[^1].Position
                : null,
            reading.OpenSince, reading.ReadAt));
    }
}

/// <param name="Next">The position to go on behind; null on the last page.</param>
/// <param name="OpenSince">As in <see cref="EventLogReading"/>.</param>
/// <param name="ReadAt">As in <see cref="EventLogReading"/>.</param>
internal sealed record EventLogPage(
    IReadOnlyList<LoggedEvent> Items, long? Next, [property: JsonRequired] DateTimeOffset OpenSince,
    [property: JsonRequired] DateTimeOffset ReadAt);

/// <param name="Position">Grows, not always in the order in which events are committed.</param>
internal sealed record LoggedEvent(long Position, Guid Id, string Type, string Key, string Source, DateTimeOffset Time, JsonElement Data)
{
    public static LoggedEvent Of(OutboxRow row, string source)
    {
        using var data = JsonDocument.Parse(row.Data);
        return new(row.Position, row.EventId, row.Type, row.Key, source, row.OccurredAt, data.RootElement.Clone());
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(EventLogPage))]
internal sealed partial class EventLogJson : JsonSerializerContext;
