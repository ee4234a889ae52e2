using Dapper;
using Ecommerce.NotificationService.Domain;
using Ecommerce.Web;
using Npgsql;

namespace Ecommerce.NotificationService.Infrastructure.Postgres;

/// <summary>A message without its content and address.</summary>
internal sealed class MessageSummary
{
    public Guid Id { get; init; }
    public string Kind { get; init; } = "";
    public string Channel { get; init; } = "";
    public Guid? UserId { get; init; }
    public Guid? OrderId { get; init; }
    public string Status { get; init; } = "";
    public string? Reason { get; init; }
    public int Attempts { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? SettledAt { get; init; }
}

internal enum ResendOutcome
{
    Done,
    NotFound,
    NotResendable,
    TooOften,
}

/// <summary>Messages as users and staff see them.</summary>
internal sealed class MessageStore(NpgsqlDataSource database, TimeProvider timeProvider)
{
    private const string Columns = "id, kind, channel, user_id, order_id, status, reason, attempts, created_at, settled_at";

    private const string Failed = $"""
        SELECT {Columns} FROM messages
        WHERE status IN ('Failed', 'Unknown') AND id < @Before
            AND (@status::text IS NULL OR status = @status) AND (@kind::text IS NULL OR kind = @kind)
        ORDER BY id DESC LIMIT @Fetched
        """;

    private const string OfUser = $"SELECT {Columns} FROM messages WHERE user_id = @user AND id < @Before ORDER BY id DESC LIMIT @Fetched";

    private const string OfOrder = $"""
        SELECT {Columns} FROM messages WHERE order_id = @order AND id < @Before ORDER BY id DESC LIMIT @Fetched
        """;

    // What was sent stays as it was: the copy is a message of its own, one for each cause. Secrets are not kept once they are sent.
    private const string SendCopy = """
        WITH sent AS (
            SELECT * FROM messages
            WHERE id = @original AND status = 'Sent' AND data IS NOT NULL AND kind <> ALL(@secrets)),
        copies AS (
            SELECT m.cause FROM messages m JOIN sent ON m.user_id = sent.user_id
            WHERE starts_with(m.cause, @copiesOf) AND m.created_at > @dayAgo),
        copy AS (
            INSERT INTO messages (id, cause, kind, channel, user_id, order_id, data, status, due_at, not_after, created_at)
            SELECT @copy, @cause, kind, channel, user_id, order_id, data, 'Pending', @now, @until, @now FROM sent
            WHERE (SELECT count(*) FROM copies) < @mostCopies
            ON CONFLICT (cause, kind, channel) DO NOTHING)
        SELECT (SELECT count(*) FROM copies) < @mostCopies OR @cause IN (SELECT cause FROM copies) FROM sent
        """;

    // An expired link is not resent: its owner requests another one.
    private const string Resend = """
        UPDATE messages SET status = 'Pending', due_at = @now, resent_after = attempts, reason = NULL, settled_at = NULL,
            not_after = CASE WHEN kind = ANY(@secrets) THEN not_after ELSE greatest(not_after, @until) END
        WHERE id = @id AND status IN ('Failed', 'Unknown') AND data IS NOT NULL AND (not_after > @now OR kind <> ALL(@secrets))
        RETURNING pg_notify('messages', '') IS NULL
        """;

    /// <summary>Of one message within a day: whoever gets it should not be able to be flooded.</summary>
    private const int MostCopies = 5;

    private static readonly TimeSpan ResendLifetime = TimeSpan.FromDays(1);

    public Task<List<MessageSummary>> ListFailedAsync(string? status, string? kind, PageRequest page, CancellationToken cancellationToken)
        => ListAsync(Failed, new { status, kind, page.Before, page.Fetched }, cancellationToken);

    public Task<List<MessageSummary>> ListAsync(Guid user, PageRequest page, CancellationToken cancellationToken)
        => ListAsync(OfUser, new { user, page.Before, page.Fetched }, cancellationToken);

    public Task<List<MessageSummary>> ListOfOrderAsync(Guid order, PageRequest page, CancellationToken cancellationToken)
        => ListAsync(OfOrder, new { order, page.Before, page.Fetched }, cancellationToken);

    /// <param name="key">Of the caller: the same one sends a message that has been sent again once.</param>
    public async Task<ResendOutcome> ResendAsync(Guid id, Guid caller, string key, CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // Before anything is counted, so that whoever comes at the same time counts what this one adds.
        if (await OriginalAsync(transaction, id, cancellationToken) is not { } original)
            return ResendOutcome.NotFound;
        var parameters = new
        {
            id, original, cause = Causes.Resend(original, caller, key), copy = Guid.CreateVersion7(now), now,
            until = now + ResendLifetime, secrets = MessageKinds.SecurityNames,
            copiesOf = Causes.ResendsOf(original), dayAgo = now - TimeSpan.FromDays(1), mostCopies = MostCopies,
        };
        var outcome = await connection.ExecuteScalarAsync<bool?>(Command(Resend)) is not null
            ? ResendOutcome.Done
            : await connection.ExecuteScalarAsync<bool?>(Command(SendCopy)) switch
            {
                true => ResendOutcome.Done,
                false => ResendOutcome.TooOften,
                null => ResendOutcome.NotResendable,
            };
        await transaction.CommitAsync(cancellationToken);
        return outcome;

        CommandDefinition Command(string sql) => new(sql, parameters, transaction, cancellationToken: cancellationToken);
    }

    /// <summary>The message, or the one that it is a copy of, locked; null where there is none.</summary>
    private static async Task<Guid?> OriginalAsync(NpgsqlTransaction transaction, Guid id, CancellationToken cancellationToken)
    {
        var cause = await transaction.Connection!.ExecuteScalarAsync<string?>(new CommandDefinition(
            "SELECT cause FROM messages WHERE id = @id FOR UPDATE", new { id }, transaction, cancellationToken: cancellationToken));
        if (cause is null)
            return null;
        return Causes.OriginalOf(cause) is { } original ? await OriginalAsync(transaction, original, cancellationToken) ?? original : id;
    }

    private async Task<List<MessageSummary>> ListAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<MessageSummary>(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken)))
            .AsList();
    }
}
