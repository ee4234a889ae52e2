using System.Security.Cryptography;
using Ecommerce.Contracts;
using Npgsql;

namespace Ecommerce.PaymentService.Provider;

/// <summary>A provider for development and tests. It answers in its own transactions, as a company elsewhere would.</summary>
internal sealed class SimulatedProvider(NpgsqlDataSource database) : IPaymentProvider
{
    private const string AddMethod = """
        insert into simulated_provider.methods (token, owner, brand, last4, refusal) values (@token, @owner, @brand, @last4, @refusal)
        """;

    // The first call with a key decides; a repetition, even at the same moment, reads what it decided.
    private const string Capture = """
        insert into simulated_provider.calls (idempotency_key, reference, refusal, amount, currency)
        select @key, @reference, coalesce(m.refusal, case when m.token is null then 'unknown-token' end), @amount, @currency
        from (select 1) as one left join simulated_provider.methods m on m.token = @token and m.owner = @owner
        on conflict (idempotency_key) do update set idempotency_key = excluded.idempotency_key
        returning reference, refusal
        """;

    private const string Refund = """
        insert into simulated_provider.calls (idempotency_key, reference, refusal, amount, currency)
        values (@key, @reference, null, @amount, @currency)
        on conflict (idempotency_key) do nothing
        """;

    public async Task<PaymentMethod> TokeniseAsync(Guid owner, Card card, CancellationToken cancellationToken)
    {
        var method = new PaymentMethod($"tok_{RandomNumberGenerator.GetHexString(32, lowercase: true)}", CardNumber.Brand(card.Number), card.Number[^4..]);
        await using var command = database.CreateCommand(AddMethod);
        command.Parameters.AddWithValue("token", method.Token);
        command.Parameters.AddWithValue("owner", owner);
        command.Parameters.AddWithValue("brand", method.Brand);
        command.Parameters.AddWithValue("last4", method.Last4);
        command.Parameters.AddWithValue("refusal", (object?)TestCards.Refusal(card.Number) ?? DBNull.Value);
        await command.ExecuteNonQueryAsync(cancellationToken);
        return method;
    }

    public Task<CaptureResult> CaptureAsync(string key, Guid owner, string token, Money amount, CancellationToken cancellationToken)
        => AnswerAsync(async () =>
        {
            await using var command = Call(Capture, key, amount);
            command.Parameters.AddWithValue("token", token);
            command.Parameters.AddWithValue("owner", owner);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            return reader.IsDBNull(1) ? new CaptureResult(reader.GetString(0), null) : new CaptureResult(null, reader.GetString(1));
        });

    public Task RefundAsync(string key, string reference, Money amount, CancellationToken cancellationToken)
        => AnswerAsync(async () =>
        {
            await using var command = Call(Refund, key, amount);
            return await command.ExecuteNonQueryAsync(cancellationToken);
        });

    private NpgsqlCommand Call(string statement, string key, Money amount)
    {
        var command = database.CreateCommand(statement);
        command.Parameters.AddWithValue("key", key);
        command.Parameters.AddWithValue("reference", $"sim_{RandomNumberGenerator.GetHexString(24, lowercase: true)}");
        command.Parameters.AddWithValue("amount", amount.Amount);
        command.Parameters.AddWithValue("currency", amount.Currency);
        return command;
    }

    private static async Task<T> AnswerAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (NpgsqlException exception)
        {
            throw new ProviderUnavailableException("The simulated provider does not answer.", exception);
        }
    }
}
