using Dapper;
using Ecommerce.NotificationService.Domain;
using Ecommerce.Persistence;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.NotificationService.Infrastructure.Postgres;

/// <summary>
/// Messages that are due. A message is taken and its attempt stored in one transaction, sent outside of any, and settled in another. Just
/// before it is handed over to the server, that is stored too: a process that dies before leaves a message that is certainly unsent and is
/// retried, one that dies after leaves a message that is never retried automatically.
/// </summary>
internal sealed class MessageQueue(NpgsqlDataSource database, TimeProvider timeProvider, IOptions<DeliveryOptions> options)
{
    // Unknown kinds are left to replicas of a newer version.
    private const string Due = """
        SELECT m.id, m.kind, m.channel, coalesce(m.user_id, o.user_id) AS user_id, m.data::text, m.attempts + 1 AS attempts,
            m.resent_after, m.not_after, p.number AS phone
        FROM messages m LEFT JOIN orders o USING (order_id) LEFT JOIN phones p ON p.user_id = coalesce(m.user_id, o.user_id)
        WHERE m.status = 'Pending' AND m.due_at <= @now AND m.kind = ANY(@kinds)
        ORDER BY m.due_at LIMIT 1 FOR UPDATE OF m SKIP LOCKED
        """;

    private const string BoughtSince = "SELECT EXISTS (SELECT FROM orders WHERE user_id = @user AND placed_at > @at)";

    // Serializes the messages of a person, so that two replicas cannot exceed a rate limit together.
    private const string LockUser = "SELECT pg_advisory_xact_lock(hashtextextended(@UserId::text || @Channel, 0))";

    private const string SentWithinDay = """
        SELECT kind, coalesce(settled_at, @now) AS at FROM messages
        WHERE user_id = @UserId AND channel = @Channel AND kind <> ALL(@security)
            AND (status = 'Sending' OR (status IN ('Sent', 'Unknown') AND settled_at > @dayAgo))
        """;

    private const string Take = """
        UPDATE messages SET status = 'Sending', user_id = @UserId, attempts = @Attempts, lease_until = @until, handed_over_at = NULL
        WHERE id = @Id
        """;

    private const string Postpone = "UPDATE messages SET due_at = @until, reason = 'rate-limit' WHERE id = @Id";

    private const string HandOver = """
        UPDATE messages SET handed_over_at = @now WHERE id = @Id AND status = 'Sending' AND attempts = @Attempts AND lease_until > @now
        """;

    // Secrets are deleted as soon as they are not needed. A late result may replace Unknown.
    private const string Settle = """
        UPDATE messages SET status = @Status, reason = @Reason, due_at = coalesce(@DueAt, due_at), lease_until = NULL,
            settled_at = CASE WHEN @DueAt::timestamptz IS NULL THEN @now END,
            data = CASE WHEN @deleteData THEN NULL ELSE data END
        WHERE id = @Id AND attempts = @Attempts AND status IN ('Sending', 'Unknown')
        """;

    private const string Recover = """
        UPDATE messages SET status = CASE WHEN handed_over_at IS NULL THEN 'Pending' ELSE 'Unknown' END, due_at = @now, lease_until = NULL,
            reason = 'process-died', settled_at = CASE WHEN handed_over_at IS NOT NULL THEN @now END
        WHERE status = 'Sending' AND lease_until < @now
        """;

    private const string Expire = """
        UPDATE messages SET status = 'Expired', settled_at = @now, data = NULL
        WHERE status = 'Pending' AND due_at <= @now AND not_after < @now
        """;

    private static readonly string[] Kinds = [.. MessageKinds.All.Select(kind => kind.Name)];

    /// <summary>Takes the next message that is due, postponing those that exceed a rate limit.</summary>
    /// <returns>Null where no message is due.</returns>
    public Task<TakenMessage?> TakeAsync(CancellationToken cancellationToken)
        => database.InTransactionAsync(async (transaction, token) =>
        {
            while (true)
            {
                var now = timeProvider.GetUtcNow();
                var message = await transaction.Connection!.QuerySingleOrDefaultAsync<TakenMessage>(
                    Command(transaction, Due, new { now, kinds = Kinds }, token));
                if (message is null)
                    return null;
                if (await FindPostponementAsync(transaction, message, now, token) is not { } until)
                {
                    await TakeAsync(transaction, message, now, token);
                    return message;
                }

                await transaction.Connection!.ExecuteAsync(Command(transaction, Postpone, new { message.Id, until }, token));
            }
        }, cancellationToken);

    /// <summary>Whether a person has placed an order after a time.</summary>
    public async Task<bool> HasBoughtSinceAsync(Guid user, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<bool>(
            new CommandDefinition(BoughtSince, new { user, at = at.ToUniversalTime() }, cancellationToken: cancellationToken));
    }

    /// <summary>Call just before the message is handed over to the server.</summary>
    /// <returns>False where another process has the message: it must not be sent.</returns>
    public async Task<bool> HandOverAsync(TakenMessage message, CancellationToken cancellationToken)
        => await ExecuteAsync(HandOver, new { message.Id, message.Attempts, now = timeProvider.GetUtcNow() }, cancellationToken) == 1;

    public Task SettleAsync(TakenMessage message, Settlement settlement, CancellationToken cancellationToken)
        => ExecuteAsync(Settle, new
        {
            message.Id, message.Attempts, settlement.Status, settlement.Reason, settlement.DueAt, now = timeProvider.GetUtcNow(),
            deleteData = message.KindOf.Purpose is Purpose.Security && settlement.Status is MessageStatus.Sent or MessageStatus.Suppressed,
        }, cancellationToken);

    /// <summary>Recovers messages whose process died.</summary>
    public Task RecoverAsync(CancellationToken cancellationToken)
        => ExecuteAsync(Recover, new { now = timeProvider.GetUtcNow() }, cancellationToken);

    /// <summary>Ends messages that were not sent in time.</summary>
    public Task ExpireAsync(CancellationToken cancellationToken)
        => ExecuteAsync(Expire, new { now = timeProvider.GetUtcNow() }, cancellationToken);

    private Task<int> TakeAsync(
        NpgsqlTransaction transaction, TakenMessage message, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var parameters = new { message.Id, message.UserId, message.Attempts, until = now + options.Value.Lease };
        return transaction.Connection!.ExecuteAsync(Command(transaction, Take, parameters, cancellationToken));
    }

    /// <summary>When a rate limit allows the message; null for now.</summary>
    private async Task<DateTimeOffset?> FindPostponementAsync(
        NpgsqlTransaction transaction, TakenMessage message, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (message.KindOf.Purpose is Purpose.Security || message.UserId is null)
            return null;
        var parameters = new
        {
            message.UserId, message.Channel, security = MessageKinds.SecurityNames, now, dayAgo = now - TimeSpan.FromDays(1),
        };
        await transaction.Connection!.ExecuteAsync(Command(transaction, LockUser, parameters, cancellationToken));
        var sent = await transaction.Connection!.QueryAsync<SentMessage>(
            Command(transaction, SentWithinDay, parameters, cancellationToken));
        return DeliveryRules.WaitUntil(
            message.KindOf, sent.AsList(), now, options.Value.MaxPerHour, options.Value.MaxMarketingPerDay);
    }

    private static CommandDefinition Command(
        NpgsqlTransaction transaction, string sql, object parameters, CancellationToken cancellationToken)
        => new(sql, parameters, transaction, cancellationToken: cancellationToken);

    private async Task<int> ExecuteAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));
    }
}
