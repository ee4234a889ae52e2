using Dapper;
using Ecommerce.Persistence;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.NotificationService.Webhooks;

/// <summary>A delivery that this process has taken.</summary>
internal sealed class TakenDelivery
{
    public Guid Id { get; init; }
    public Guid EndpointId { get; init; }
    public Guid EventId { get; init; }
    public string Type { get; init; } = "";
    public string Body { get; init; } = "";
    public string Url { get; init; } = "";
    public byte[] Secret { get; init; } = [];

    /// <summary>Null where no other secret counts any more.</summary>
    public byte[]? PreviousSecret { get; init; }

    /// <summary>Tries, this one included.</summary>
    public int Attempts { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>
/// Deliveries that are due, where the endpoint's circuit lets one through. One whose process died is delivered again: an endpoint tells it by its
/// id, as it must anyhow.
/// </summary>
internal sealed class DeliveryQueue(NpgsqlDataSource database, TimeProvider time, IOptions<WebhookOptions> options)
{
    /// <summary>To be followed by the choice of endpoints, each of which takes one of the ids.</summary>
    public const string Insert = """
        INSERT INTO webhook_deliveries (id, endpoint_id, event_id, type, body, status, due_at, created_at)
        SELECT (@ids::uuid[])[row_number() OVER ()], id, @eventId, @type, @body, 'Pending', @now, @now FROM webhook_endpoints
        """;

    // A half-open circuit is held open for the others while one delivery tries it.
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

    private const string Save = """
        UPDATE webhook_deliveries SET status = @status, due_at = coalesce(@dueAt, due_at), lease_until = NULL, answered = @answered, reason = @reason,
            settled_at = CASE WHEN @dueAt::timestamptz IS NULL THEN @now END
        WHERE id = @Id AND attempts = @Attempts AND status = 'Sending'
        """;

    private const string Look = "SELECT failures, failing_since, open_until FROM webhook_endpoints WHERE id = @EndpointId FOR UPDATE";

    private const string Heal = "UPDATE webhook_endpoints SET failures = 0, failing_since = NULL, open_until = NULL WHERE id = @EndpointId AND failures > 0";

    private const string Hurt = """
        UPDATE webhook_endpoints SET failures = @Failures, failing_since = @FailingSince, open_until = @OpenUntil,
            disabled_at = CASE WHEN @hopeless THEN @now END, disabled_reason = CASE WHEN @hopeless THEN 'failing-for-too-long' END
        WHERE id = @EndpointId AND disabled_at IS NULL
        """;

    private const string Recover = "UPDATE webhook_deliveries SET status = 'Pending', due_at = @now, lease_until = NULL WHERE status = 'Sending' AND lease_until < @now";

    /// <summary>Enough of them for all endpoints that there can be.</summary>
    public static Guid[] NewIds(DateTimeOffset now)
        => [.. Enumerable.Range(0, EndpointStore.MostEndpoints).Select(_ => Guid.CreateVersion7(now))];

    public async Task<TakenDelivery?> TakeAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<TakenDelivery>(new CommandDefinition(
            Take, new { now, until = now + options.Value.Lease }, cancellationToken: cancellationToken));
    }

    public async Task DeliveredAsync(TakenDelivery delivery, int answered, CancellationToken cancellationToken)
        => await database.InTransactionAsync(async (transaction, token) =>
        {
            await SaveAsync(transaction, delivery, "Delivered", dueAt: null, answered, reason: null, token);
            await transaction.Connection!.ExecuteAsync(new CommandDefinition(Heal, new { delivery.EndpointId }, transaction, cancellationToken: token));
        }, cancellationToken);

    /// <param name="delivery">The one that failed.</param>
    /// <param name="answered">Null where there was no answer.</param>
    /// <param name="reason">Machine readable.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task FailedAsync(TakenDelivery delivery, int? answered, string reason, CancellationToken cancellationToken)
        => await database.InTransactionAsync(async (transaction, token) =>
        {
            var now = time.GetUtcNow();
            var due = now + options.Value.Wait(options.Value.RetryAfter, delivery.Attempts);
            var again = due < delivery.CreatedAt + options.Value.GiveUpAfter;
            await SaveAsync(transaction, delivery, again ? "Pending" : "Failed", again ? due : null, answered, reason, token);

            var known = await transaction.Connection!.QuerySingleOrDefaultAsync<(int Failures, DateTimeOffset? FailingSince, DateTimeOffset? OpenUntil)?>(
                new CommandDefinition(Look, new { delivery.EndpointId }, transaction, cancellationToken: token));
            if (known is not { } endpoint)
                return;
            var breaker = new CircuitBreaker(endpoint.Failures, endpoint.FailingSince, endpoint.OpenUntil).Failed(now, options.Value);
            await transaction.Connection!.ExecuteAsync(new CommandDefinition(
                Hurt,
                new { delivery.EndpointId, breaker.Failures, breaker.FailingSince, breaker.OpenUntil, hopeless = breaker.IsHopeless(now, options.Value), now },
                transaction, cancellationToken: token));
        }, cancellationToken);

    public async Task RecoverAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(Recover, new { now = time.GetUtcNow() }, cancellationToken: cancellationToken));
    }

    private Task<int> SaveAsync(
        NpgsqlTransaction transaction, TakenDelivery delivery, string status, DateTimeOffset? dueAt, int? answered, string? reason,
        CancellationToken cancellationToken)
        => transaction.Connection!.ExecuteAsync(new CommandDefinition(
            Save, new { delivery.Id, delivery.Attempts, status, dueAt, answered, reason, now = time.GetUtcNow() }, transaction,
            cancellationToken: cancellationToken));
}
