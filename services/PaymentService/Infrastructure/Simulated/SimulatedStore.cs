using Dapper;
using Ecommerce.PaymentService.Domain;
using Ecommerce.Persistence;
using Npgsql;

namespace Ecommerce.PaymentService.Infrastructure.Simulated;

/// <summary>The tables of the simulated provider, in separate transactions, as if it were another company.</summary>
internal sealed class SimulatedStore(NpgsqlDataSource database)
{
    private const string AddMethod = """
        INSERT INTO simulated_provider.methods (token, owner, brand, last4, card_case) VALUES (@token, @owner, @brand, @last4, @card)
        """;

    private const string DetachMethod = "DELETE FROM simulated_provider.methods WHERE token = @token AND owner = @owner";

    private const string FindCase = "SELECT card_case FROM simulated_provider.methods WHERE token = @token AND owner = @owner";

    // The first call with a key decides; a repetition, even a concurrent one, reads its result.
    private const string Record = """
        INSERT INTO simulated_provider.calls (
            idempotency_key, order_id, capture, reference, refusal, amount, currency, created_at, settles_at)
        VALUES (@key, @orderId, @capture, @reference, @refusal, @amount, @currency, @now, @settlesAt)
        ON CONFLICT (idempotency_key) DO UPDATE SET idempotency_key = excluded.idempotency_key
        RETURNING reference, order_id, refusal, settles_at, amount, currency, xmax = 0 AS is_new
        """;

    private const string Void = """
        INSERT INTO simulated_provider.calls AS existing (idempotency_key, order_id, reference, refusal, amount, currency, created_at)
        VALUES (@key, @orderId, @reference, @reason, @amount, @currency, @now)
        ON CONFLICT (idempotency_key) DO UPDATE
            SET refusal = CASE WHEN existing.settles_at > @now THEN @reason ELSE existing.refusal END,
                settles_at = CASE WHEN existing.settles_at > @now THEN NULL ELSE existing.settles_at END
        RETURNING reference, order_id, refusal, settles_at, amount, currency
        """;

    private const string CancelWebhooks = "DELETE FROM simulated_provider.webhooks WHERE reference = @Reference AND due_at > @now";

    private const string AddWebhook = """
        INSERT INTO simulated_provider.webhooks (reference, body, due_at) VALUES (@Reference, @body, @dueAt)
        """;

    private const string Captures = """
        SELECT c.reference, c.order_id, c.refusal, c.settles_at, c.amount, c.currency,
            coalesce((SELECT sum(r.amount) FROM simulated_provider.calls r WHERE r.capture = c.reference), 0) AS refunded
        FROM simulated_provider.calls c WHERE c.capture IS NULL
        """;

    public Task AddMethodAsync(Guid owner, ProviderMethod method, CardCase card, CancellationToken cancellationToken)
        => WithConnectionAsync(
            connection => connection.ExecuteAsync(Command(
                AddMethod, new { method.Token, owner, method.Brand, method.Last4, card = card.ToString() }, cancellationToken)),
            cancellationToken);

    public Task DetachMethodAsync(Guid owner, string token, CancellationToken cancellationToken)
        => WithConnectionAsync(
            connection => connection.ExecuteAsync(Command(DetachMethod, new { owner, token }, cancellationToken)), cancellationToken);

    public Task<string?> FindCaseAsync(Guid owner, string token, CancellationToken cancellationToken)
        => WithConnectionAsync(
            connection => connection.QuerySingleOrDefaultAsync<string>(Command(FindCase, new { owner, token }, cancellationToken)),
            cancellationToken);

    /// <param name="webhooks">The webhooks that a new call leads to.</param>
    public Task<SimulatedRow> RecordAsync(
        object call, Func<SimulatedRow, IEnumerable<(string Body, DateTimeOffset DueAt)>> webhooks, CancellationToken cancellationToken)
        => database.InTransactionAsync(
            async (transaction, token) =>
            {
                var row = await transaction.Connection!.QuerySingleAsync<SimulatedRow>(Command(Record, call, token));
                foreach (var (body, dueAt) in row.IsNew ? webhooks(row) : [])
                    await transaction.Connection!.ExecuteAsync(Command(AddWebhook, new { row.Reference, body, dueAt }, token));
                return row;
            },
            cancellationToken);

    public Task<SimulatedRow> VoidAsync(object call, DateTimeOffset now, CancellationToken cancellationToken)
        => database.InTransactionAsync(
            async (transaction, token) =>
            {
                var row = await transaction.Connection!.QuerySingleAsync<SimulatedRow>(Command(Void, call, token));
                if (row.Refusal is not null)
                    await transaction.Connection!.ExecuteAsync(Command(CancelWebhooks, new { row.Reference, now }, token));
                return row;
            },
            cancellationToken);

    public Task<SimulatedRow?> FindAsync(Guid orderId, CancellationToken cancellationToken)
        => WithConnectionAsync(
            connection => connection.QuerySingleOrDefaultAsync<SimulatedRow>(
                Command($"{Captures} AND c.order_id = @orderId", new { orderId }, cancellationToken)),
            cancellationToken);

    public Task<IEnumerable<SimulatedRow>> ListAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
        => WithConnectionAsync(
            connection => connection.QueryAsync<SimulatedRow>(
                Command($"{Captures} AND c.created_at >= @from AND c.created_at < @to", new { from, to }, cancellationToken)),
            cancellationToken);

    private static CommandDefinition Command(string sql, object parameters, CancellationToken cancellationToken)
        => new(sql, parameters, cancellationToken: cancellationToken);

    private async Task<T> WithConnectionAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await work(connection);
    }
}
