using Dapper;
using Ecommerce.NotificationService.Paging;
using Npgsql;

namespace Ecommerce.NotificationService.Webhooks;

internal sealed class DeliveryRow
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

    public DeliveryResponse ToResponse() => new(Id, EventId, Type, Status, Attempts, Answered, Reason, CreatedAt, SettledAt);
}

/// <summary>Deliveries as people look at them.</summary>
internal sealed class DeliveryLog(NpgsqlDataSource database, TimeProvider time)
{
    private const string List = """
        SELECT id, event_id, type, status, attempts, answered, reason, created_at, settled_at FROM webhook_deliveries
        WHERE endpoint_id = @endpoint AND id < @Before AND (@status::text IS NULL OR status = @status) ORDER BY id DESC LIMIT @Fetched
        """;

    // It counts as new, else it would be given up at once.
    private const string Redeliver = """
        UPDATE webhook_deliveries SET status = 'Pending', due_at = @now, created_at = @now, attempts = 0, settled_at = NULL, reason = NULL
        WHERE endpoint_id = @endpoint AND id = @delivery AND status IN ('Delivered', 'Failed')
        """;

    public async Task<List<DeliveryRow>> ListAsync(Guid endpoint, string? status, PageRequest page, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<DeliveryRow>(new CommandDefinition(
            List, new { endpoint, status, page.Before, page.Fetched }, cancellationToken: cancellationToken))).AsList();
    }

    public async Task<bool> RedeliverAsync(Guid endpoint, Guid delivery, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(
            Redeliver, new { endpoint, delivery, now = time.GetUtcNow() }, cancellationToken: cancellationToken)) == 1;
    }

    /// <summary>Sends something that means nothing, so that an owner sees whether it arrives.</summary>
    public async Task<bool> PingAsync(Guid endpoint, Guid user, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(
            $"{DeliveryQueue.Insert} WHERE id = @endpoint AND disabled_at IS NULL",
            new { ids = DeliveryQueue.NewIds(now), endpoint, eventId = id, type = EndpointRules.Ping, body = WebhookBody.Write(id, EndpointRules.Ping, now, $"{{\"userId\":\"{user}\"}}"), now },
            cancellationToken: cancellationToken)) == 1;
    }
}
