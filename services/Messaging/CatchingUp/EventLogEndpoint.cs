using System.Text.Json;
using System.Text.Json.Serialization;
using Dapper;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Ecommerce.Messaging;

/// <summary>What a service has said, for as long as its outbox keeps it: so that consumers find what a broker has lost.</summary>
public static class EventLogEndpoint
{
    private const int MaxLimit = 1000;

    private const string Page = """
        SELECT position, event_id, type, key, occurred_at, data::text AS data FROM outbox
        WHERE position > @after AND (@type::text[] IS NULL OR type = ANY (@type))
        ORDER BY position LIMIT @limit
        """;

    /// <summary>
    /// Adds <c>GET /event-log</c>, for services alone (<see cref="Permissions.EventsRead"/>) and under no prefix of the gateway's.
    /// The service must have an outbox in PostgreSQL.
    /// </summary>
    public static IEndpointRouteBuilder MapEventLog(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/event-log", ReadAsync).WithName("ReadEventLog").WithTags("Event log").RequirePermission(Permissions.EventsRead)
            .ProducesProblem(StatusCodes.Status400BadRequest);
        return routes;
    }

    private static async Task<Results<Ok<EventLogPage>, ProblemHttpResult>> ReadAsync(
        NpgsqlDataSource dataSource, EventSource source, CancellationToken cancellationToken,
        long after = 0, string[]? type = null, int limit = 500)
    {
        if (new FieldErrors().Check("limit", limit is >= 1 and <= MaxLimit, $"must be 1 to {MaxLimit}").Refusal(out var refusal))
            return refusal;

        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition(
            Page, new { after, type = type is { Length: > 0 } ? type : null, limit }, cancellationToken: cancellationToken))).AsList();
        return TypedResults.Ok(new EventLogPage(
            [.. rows.Select(row => row.ToEvent(source.Name))], rows.Count == limit ? rows[^1].Position : null));
    }

    private sealed class Row
    {
        public long Position { get; init; }
        public Guid EventId { get; init; }
        public string Type { get; init; } = "";
        public string Key { get; init; } = "";
        public DateTimeOffset OccurredAt { get; init; }
        public string Data { get; init; } = "";

        public LoggedEvent ToEvent(string source)
        {
            using var data = JsonDocument.Parse(Data);
            return new(Position, EventId, Type, Key, source, OccurredAt, data.RootElement.Clone());
        }
    }
}

/// <param name="Next">The position to go on behind; null on the last page.</param>
internal sealed record EventLogPage(IReadOnlyList<LoggedEvent> Items, long? Next);

/// <param name="Position">Grows, not always in the order in which events are committed.</param>
internal sealed record LoggedEvent(long Position, Guid Id, string Type, string Key, string Source, DateTimeOffset Time, JsonElement Data);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(EventLogPage))]
internal sealed partial class EventLogJson : JsonSerializerContext;
