using Dapper;
using Ecommerce.NotificationService.Domain;
using Ecommerce.NotificationService.Infrastructure.Webhooks;
using Ecommerce.Persistence;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.NotificationService.Infrastructure.Postgres;

/// <summary>A delivery that this process has taken from the queue.</summary>
internal sealed class TakenWebhookDelivery
{
    public Guid Id { get; init; }
    public Guid EndpointId { get; init; }
    public Guid EventId { get; init; }
    public string Type { get; init; } = "";
    public string Body { get; init; } = "";
    public string Url { get; init; } = "";
    public byte[] Secret { get; init; } = [];

    /// <summary>Null where no other secret is valid any more.</summary>
    public byte[]? PreviousSecret { get; init; }

    /// <summary>Attempts, including this one.</summary>
    public int Attempts { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>
/// Deliveries that are due and that the endpoint's circuit breaker lets through. A delivery whose process died is repeated: endpoints
/// deduplicate by the event's id.
/// </summary>
internal sealed class WebhookDeliveryQueue(NpgsqlDataSource database, TimeProvider timeProvider, IOptions<WebhookOptions> options)
{
    /// <summary>Append the condition of the endpoints; each gets one of the ids.</summary>
    public const string Insert = """
        INSERT INTO webhook_deliveries (id, endpoint_id, event_id, type, body, status, due_at, created_at)
        SELECT (@ids::uuid[])[row_number() OVER ()], id, @eventId, @type, @body, 'Pending', @now, @now FROM webhook_endpoints
        """;

    // The probe of a half-open circuit keeps it open for other deliveries.
    private const string Take = """
        WITH due AS (
            SELECT d.id, e.id AS endpoint_id FROM webhook_deliveries d JOIN webhook_endpoints e ON e.id = d.endpoint_id
            WHERE d.status = 'Pending' AND d.due_at <= @now AND e.disabled_at IS NULL AND (e.open_until IS NULL OR e.open_until <= @now)
            ORDER BY d.due_at LIMIT 1 FOR UPDATE OF d, e SKIP LOCKED),
        probe AS (UPDATE webhook_endpoints e SET open_until = @until FROM due WHERE e.id = due.endpoint_id AND e.open_until IS NOT NULL)
        UPDATE webhook_deliveries d SET status = 'Sending', attempts = d.attempts + 1, lease_until = @until
        FROM due JOIN webhook_endpoints e ON e.id = due.endpoint_id WHERE d.id = due.id
        RETURNING d.id, d.endpoint_id, d.event_id, d.type, d.body, e.url, e.secret, d.attempts, d.created_at,
            CASE WHEN e.previous_until > @now THEN e.previous_secret END AS previous_secret
        """;

    private const string Settle = """
        UPDATE webhook_deliveries SET status = @status, due_at = coalesce(@dueAt, due_at), lease_until = NULL,
            answered = @answered, reason = @reason, settled_at = CASE WHEN @dueAt::timestamptz IS NULL THEN @now END
        WHERE id = @Id AND attempts = @Attempts AND status = 'Sending'
        """;

    private const string LockEndpoint = """
        SELECT failures, failing_since, open_until FROM webhook_endpoints WHERE id = @EndpointId FOR UPDATE
        """;

    private const string CloseCircuit = """
        UPDATE webhook_endpoints SET failures = 0, failing_since = NULL, open_until = NULL WHERE id = @EndpointId AND failures > 0
        """;

    private const string CountFailure = """
        UPDATE webhook_endpoints SET failures = @Failures, failing_since = @FailingSince, open_until = @OpenUntil,
            disabled_at = CASE WHEN @disable THEN @now END, disabled_reason = CASE WHEN @disable THEN 'failing-for-too-long' END
        WHERE id = @EndpointId AND disabled_at IS NULL
        """;

    private const string Recover = """
        UPDATE webhook_deliveries SET status = 'Pending', due_at = @now, lease_until = NULL
        WHERE status = 'Sending' AND lease_until < @now
        """;

    /// <summary>Enough ids for the highest possible number of endpoints.</summary>
    public static Guid[] NewIds(DateTimeOffset now)
        => [.. Enumerable.Range(0, WebhookSubscriptionStore.MaxSubscriptions).Select(_ => Guid.CreateVersion7(now))];

    public async Task<TakenWebhookDelivery?> TakeAsync(CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<TakenWebhookDelivery>(new CommandDefinition(
            Take, new { now, until = now + options.Value.Lease }, cancellationToken: cancellationToken));
    }

    public async Task RecordSuccessAsync(TakenWebhookDelivery delivery, int status, CancellationToken cancellationToken)
        => await database.InTransactionAsync(async (transaction, token) =>
        {
            await SettleAsync(transaction, delivery, "Delivered", dueAt: null, status, reason: null, token);
            await transaction.Connection!.ExecuteAsync(
                new CommandDefinition(CloseCircuit, new { delivery.EndpointId }, transaction, cancellationToken: token));
        }, cancellationToken);

    /// <param name="delivery">The delivery that failed.</param>
    /// <param name="status">The response's status; null where there was no response.</param>
    /// <param name="reason">Machine readable.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task RecordFailureAsync(TakenWebhookDelivery delivery, int? status, string reason, CancellationToken cancellationToken)
        => await database.InTransactionAsync(async (transaction, token) =>
        {
            var now = timeProvider.GetUtcNow();
            var retryAt = now + options.Value.RetryBackoff.Delay(delivery.Attempts);
            if (retryAt < delivery.CreatedAt + options.Value.GiveUpAfter)
                await SettleAsync(transaction, delivery, "Pending", retryAt, status, reason, token);
            else
                await SettleAsync(transaction, delivery, "Failed", dueAt: null, status, reason, token);
            await CountFailureAsync(transaction, delivery.EndpointId, now, token);
        }, cancellationToken);

    public async Task RecoverAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(
            new CommandDefinition(Recover, new { now = timeProvider.GetUtcNow() }, cancellationToken: cancellationToken));
    }

    private async Task CountFailureAsync(
        NpgsqlTransaction transaction, Guid endpointId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var parameters = new { EndpointId = endpointId };
        var row = await transaction.Connection!.QuerySingleOrDefaultAsync<(
            int Failures, DateTimeOffset? FailingSince, DateTimeOffset? OpenUntil)?>(
            new CommandDefinition(LockEndpoint, parameters, transaction, cancellationToken: cancellationToken));
        if (row is not { } endpoint)
            return;
        var breaker = new CircuitBreaker(endpoint.Failures, endpoint.FailingSince, endpoint.OpenUntil)
            .RecordFailure(now, options.Value.BreakAfter, options.Value.Breaks);
        var disable = breaker.ShouldDisable(now, options.Value.DisableAfter);
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(
            CountFailure, new { EndpointId = endpointId, breaker.Failures, breaker.FailingSince, breaker.OpenUntil, disable, now },
            transaction, cancellationToken: cancellationToken));
    }

    private Task<int> SettleAsync(
        NpgsqlTransaction transaction, TakenWebhookDelivery delivery, string status, DateTimeOffset? dueAt, int? answered, string? reason,
        CancellationToken cancellationToken)
        => transaction.Connection!.ExecuteAsync(new CommandDefinition(
            Settle, new { delivery.Id, delivery.Attempts, status, dueAt, answered, reason, now = timeProvider.GetUtcNow() }, transaction,
            cancellationToken: cancellationToken));
}
