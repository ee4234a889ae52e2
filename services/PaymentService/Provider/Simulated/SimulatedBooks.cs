using Dapper;
using Ecommerce.Persistence;
using Npgsql;

namespace Ecommerce.PaymentService.Provider.Simulated;

/// <summary>The tables of the simulated provider, in transactions of its own, as a company elsewhere would have them.</summary>
internal sealed class SimulatedBooks(NpgsqlDataSource database)
{
    private const string AddMethod = """
        insert into simulated_provider.methods (token, owner, brand, last4, card_case) values (@token, @owner, @brand, @last4, @card)
        """;

    private const string ForgetMethod = "delete from simulated_provider.methods where token = @token and owner = @owner";

    private const string FindCase = "select card_case from simulated_provider.methods where token = @token and owner = @owner";

    // The first call with a key decides; a repetition, even at the same moment, reads what it decided.
    private const string Record = """
        insert into simulated_provider.calls (idempotency_key, order_id, capture, reference, refusal, amount, currency, created_at, settles_at)
        values (@key, @orderId, @capture, @reference, @refusal, @amount, @currency, @now, @settlesAt)
        on conflict (idempotency_key) do update set idempotency_key = excluded.idempotency_key
        returning reference, order_id, refusal, settles_at, amount, currency, xmax = 0 as is_new
        """;

    private const string Void = """
        insert into simulated_provider.calls as known (idempotency_key, order_id, reference, refusal, amount, currency, created_at)
        values (@key, @orderId, @reference, @reason, @amount, @currency, @now)
        on conflict (idempotency_key) do update
            set refusal = case when known.settles_at > @now then @reason else known.refusal end,
                settles_at = case when known.settles_at > @now then null else known.settles_at end
        returning reference, order_id, refusal, settles_at, amount, currency
        """;

    private const string ForgetWebhooks = "delete from simulated_provider.webhooks where reference = @Reference and due_at > @now";

    private const string AddWebhook = "insert into simulated_provider.webhooks (reference, body, due_at) values (@Reference, @body, @dueAt)";

    private const string Captures = """
        select c.reference, c.order_id, c.refusal, c.settles_at, c.amount, c.currency,
            coalesce((select sum(r.amount) from simulated_provider.calls r where r.capture = c.reference), 0) as refunded
        from simulated_provider.calls c where c.capture is null
        """;

    public Task AddMethodAsync(Guid owner, ProviderMethod method, CardCase card, CancellationToken cancellationToken)
        => WithAsync(c => c.ExecuteAsync(Command(
            AddMethod, new { method.Token, owner, method.Brand, method.Last4, card = card.ToString() }, cancellationToken)), cancellationToken);

    public Task ForgetMethodAsync(Guid owner, string token, CancellationToken cancellationToken)
        => WithAsync(c => c.ExecuteAsync(Command(ForgetMethod, new { owner, token }, cancellationToken)), cancellationToken);

    public Task<string?> FindCaseAsync(Guid owner, string token, CancellationToken cancellationToken)
        => WithAsync(c => c.QuerySingleOrDefaultAsync<string>(Command(FindCase, new { owner, token }, cancellationToken)), cancellationToken);

    /// <param name="webhooks">What will be told, and when; only where the call is new.</param>
    public Task<SimulatedRow> RecordAsync(
        object call, Func<SimulatedRow, IEnumerable<(string Body, DateTimeOffset DueAt)>> webhooks, CancellationToken cancellationToken)
        => database.InTransactionAsync(
            async (transaction, cancelled) =>
            {
                var row = await transaction.Connection!.QuerySingleAsync<SimulatedRow>(Command(Record, call, cancelled));
                foreach (var (body, dueAt) in row.IsNew ? webhooks(row) : [])
                    await transaction.Connection!.ExecuteAsync(Command(AddWebhook, new { row.Reference, body, dueAt }, cancelled));
                return row;
            },
            cancellationToken);

    public Task<SimulatedRow> VoidAsync(object call, DateTimeOffset now, CancellationToken cancellationToken)
        => database.InTransactionAsync(
            async (transaction, cancelled) =>
            {
                var row = await transaction.Connection!.QuerySingleAsync<SimulatedRow>(Command(Void, call, cancelled));
                if (row.Refusal is not null)
                    await transaction.Connection!.ExecuteAsync(Command(ForgetWebhooks, new { row.Reference, now }, cancelled));
                return row;
            },
            cancellationToken);

    public Task<SimulatedRow?> FindAsync(Guid orderId, CancellationToken cancellationToken)
        => WithAsync(
            c => c.QuerySingleOrDefaultAsync<SimulatedRow>(Command($"{Captures} and c.order_id = @orderId", new { orderId }, cancellationToken)),
            cancellationToken);

    public Task<IEnumerable<SimulatedRow>> ListAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
        => WithAsync(
            c => c.QueryAsync<SimulatedRow>(Command($"{Captures} and c.created_at >= @from and c.created_at < @to", new { from, to }, cancellationToken)),
            cancellationToken);

    private static CommandDefinition Command(string sql, object parameters, CancellationToken cancellationToken)
        => new(sql, parameters, cancellationToken: cancellationToken);

    private async Task<T> WithAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await work(connection);
    }
}
