using Dapper;
using Ecommerce.NotificationService.Messages;
using Ecommerce.Persistence;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.NotificationService.Sending;

/// <summary>
/// Messages that are due. One is taken and its try written down in one transaction, sent outside of any, and settled in another. In between,
/// just before the server is told to take it over, that is written down, too: a process that dies before leaves a message that is certainly
/// unsent, one that dies after leaves one that nobody sends a second time by himself.
/// </summary>
internal sealed class MessageQueue(NpgsqlDataSource database, TimeProvider time, IOptions<DeliveryOptions> options)
{
    // A kind that this version does not know is left to the one that does.
    private const string Due = """
        SELECT m.id, m.kind, m.channel, coalesce(m.user_id, o.user_id) AS user_id, m.data::text, m.attempts + 1 AS attempts, m.resent_after, m.not_after, p.number AS phone,
            EXISTS (SELECT FROM orders b WHERE b.user_id = m.user_id AND b.placed_at > (m.data ->> 'cartChangedAt')::timestamptz) AS bought_since
        FROM messages m LEFT JOIN orders o USING (order_id) LEFT JOIN phones p ON p.user_id = coalesce(m.user_id, o.user_id)
        WHERE m.status = 'Pending' AND m.due_at <= @now AND m.kind = ANY(@kinds)
        ORDER BY m.due_at LIMIT 1 FOR UPDATE OF m SKIP LOCKED
        """;

    // One at a time for each person, so that two replicas do not both find room for one more.
    private const string Alone = "SELECT pg_advisory_xact_lock(hashtextextended(@UserId::text || @Channel, 0))";

    private const string SentLately = """
        SELECT kind, coalesce(settled_at, @now) AS at FROM messages
        WHERE user_id = @UserId AND channel = @Channel AND kind <> ALL(@security)
            AND (status = 'Sending' OR (status IN ('Sent', 'Unknown') AND settled_at > @dayAgo))
        """;

    private const string Take = """
        UPDATE messages SET status = 'Sending', user_id = @UserId, attempts = @Attempts, lease_until = @until, handed_over_at = NULL WHERE id = @Id
        """;

    private const string Postpone = "UPDATE messages SET due_at = @until, reason = 'rate-limit' WHERE id = @Id";

    private const string HandOver = """
        UPDATE messages SET handed_over_at = @now WHERE id = @Id AND status = 'Sending' AND attempts = @Attempts AND lease_until > @now
        """;

    // A secret is kept no longer than it is needed. What was thought unknown may be known in the end.
    private const string Save = """
        UPDATE messages SET status = @Status, reason = @Reason, due_at = coalesce(@DueAt, due_at), lease_until = NULL,
            settled_at = CASE WHEN @DueAt::timestamptz IS NULL THEN @now END,
            data = CASE WHEN @forget THEN NULL ELSE data END
        WHERE id = @Id AND attempts = @Attempts AND status IN ('Sending', 'Unknown')
        """;

    private const string Recover = """
        UPDATE messages SET status = CASE WHEN handed_over_at IS NULL THEN 'Pending' ELSE 'Unknown' END, due_at = @now, lease_until = NULL,
            reason = 'process-died', settled_at = CASE WHEN handed_over_at IS NOT NULL THEN @now END
        WHERE status = 'Sending' AND lease_until < @now
        """;

    private const string Expire = """
        UPDATE messages SET status = 'Expired', settled_at = @now, data = NULL WHERE status = 'Pending' AND due_at <= @now AND not_after < @now
        """;

    private static readonly string[] Kinds = [.. MessageKinds.All.Select(kind => kind.Name)];

    private static readonly string[] Security = [.. MessageKinds.All.Where(kind => kind.Purpose is Purpose.Security).Select(kind => kind.Name)];

    /// <summary>The next message that is due, taken; null when there is none.</summary>
    public Task<TakenMessage?> TakeAsync(CancellationToken cancellationToken)
        => database.InTransactionAsync(async (transaction, token) =>
        {
            while (true)
            {
                var now = time.GetUtcNow();
                var message = await transaction.Connection!.QuerySingleOrDefaultAsync<TakenMessage>(Command(Due, new { now, kinds = Kinds }));
                if (message is null)
                    return null;
                if (await FindWaitAsync(message, now) is not { } until)
                {
                    await transaction.Connection!.ExecuteAsync(Command(
                        Take, new { message.Id, message.UserId, message.Attempts, until = now + options.Value.Lease }));
                    return message;
                }

                await transaction.Connection!.ExecuteAsync(Command(Postpone, new { message.Id, until }));
            }

            async Task<DateTimeOffset?> FindWaitAsync(TakenMessage message, DateTimeOffset now)
            {
                if (message.KindOf.Purpose is Purpose.Security || message.UserId is null)
                    return null;
                var parameters = new { message.UserId, message.Channel, security = Security, now, dayAgo = now - TimeSpan.FromDays(1) };
                await transaction.Connection!.ExecuteAsync(Command(Alone, parameters));
                var sent = await transaction.Connection!.QueryAsync<SentMessage>(Command(SentLately, parameters));
                return DeliveryRules.WaitUntil(message.KindOf, sent.AsList(), now, options.Value);
            }

            CommandDefinition Command(string sql, object parameters) => new(sql, parameters, transaction, cancellationToken: token);
        }, cancellationToken);

    /// <summary>To be called just before the server takes the message over. False: do not go on, it is another's.</summary>
    public async Task<bool> HandOverAsync(TakenMessage message, CancellationToken cancellationToken)
        => await ExecuteAsync(HandOver, new { message.Id, message.Attempts, now = time.GetUtcNow() }, cancellationToken) == 1;

    public Task SettleAsync(TakenMessage message, Settlement settlement, CancellationToken cancellationToken)
        => ExecuteAsync(Save, new
        {
            message.Id, message.Attempts, settlement.Status, settlement.Reason, settlement.DueAt, now = time.GetUtcNow(),
            forget = message.KindOf.Purpose is Purpose.Security && settlement.Status is MessageStatus.Sent or MessageStatus.Suppressed,
        }, cancellationToken);

    /// <summary>Looks after messages whose sender died, and those whose time is over.</summary>
    public async Task TidyAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await ExecuteAsync(Recover, new { now }, cancellationToken);
        await ExecuteAsync(Expire, new { now }, cancellationToken);
    }

    private async Task<int> ExecuteAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));
    }
}
