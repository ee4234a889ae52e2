using Dapper;
using Ecommerce.NotificationService.Domain;
using Ecommerce.NotificationService.Infrastructure.Webhooks;
using Ecommerce.Web;
using Npgsql;

namespace Ecommerce.NotificationService.Infrastructure.Postgres;

internal sealed class WebhookDeliveryRow
{
    public Guid Id { get; init; }
    public Guid EventId { get; init; }
    public string Type { get; init; } = "";
    public string Status { get; init; } = "";
    public int Attempts { get; init; }
    public int? Answered { get; init; }
    public string? Reason { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? SettledAt { get; init; }
}

/// <summary>Deliveries as staff see them.</summary>
internal sealed class WebhookDeliveryLog(NpgsqlDataSource database, TimeProvider timeProvider)
{
    private const string List = """
        SELECT id, event_id, type, status, attempts, answered, reason, created_at, settled_at FROM webhook_deliveries
        WHERE endpoint_id = @endpoint AND id < @Before AND (@status::text IS NULL OR status = @status) ORDER BY id DESC LIMIT @Fetched
        """;

    // It becomes a new delivery: by its age it would fail at once.
    private const string Redeliver = """
        UPDATE webhook_deliveries SET status = 'Pending', due_at = @now, created_at = @now, attempts = 0, settled_at = NULL, reason = NULL
        WHERE endpoint_id = @endpoint AND id = @delivery AND status IN ('Delivered', 'Failed')
        """;

    public async Task<List<WebhookDeliveryRow>> ListAsync(
        Guid endpoint, string? status, PageRequest page, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<WebhookDeliveryRow>(new CommandDefinition(
            List, new { endpoint, status, page.Before, page.Fetched }, cancellationToken: cancellationToken))).AsList();
    }

    public async Task<bool> RedeliverAsync(Guid endpoint, Guid delivery, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(
            Redeliver, new { endpoint, delivery, now = timeProvider.GetUtcNow() }, cancellationToken: cancellationToken)) == 1;
    }

    /// <summary>Adds a delivery of a ping event, to test an endpoint.</summary>
    public async Task<bool> PingAsync(Guid endpoint, Guid user, CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(
            $"{WebhookDeliveryQueue.Insert} WHERE id = @endpoint AND disabled_at IS NULL",
            new
            {
                ids = WebhookDeliveryQueue.NewIds(now), endpoint, eventId = id, type = WebhookEvents.Ping, now,
                body = WebhookBody.Write(id, WebhookEvents.Ping, now, $"{{\"userId\":\"{user}\"}}"),
            },
            cancellationToken: cancellationToken)) == 1;
    }
}
