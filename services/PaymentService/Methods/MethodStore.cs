using Dapper;
using Ecommerce.PaymentService.Provider;
using Ecommerce.Persistence;
using Npgsql;

namespace Ecommerce.PaymentService.Methods;

/// <summary>
/// The payment methods that people asked to keep. One that is given up is gone for its owner at once; its row stays, without what
/// describes the card, until the provider has forgotten the token too.
/// </summary>
internal sealed class MethodStore(NpgsqlDataSource database, IPaymentProvider provider, TimeProvider time)
{
    private const string Keep = """
        insert into payment_methods (id, user_id, provider, token, brand, last4, expiry_month, expiry_year, created_at)
        values (@id, @owner, @Name, @Token, @Brand, @Last4, @ExpiryMonth, @ExpiryYear, @now)
        """;

    // Shared by cards of the same person, and not with the erasure of the person.
    private const string HoldPerson = "select pg_advisory_xact_lock_shared(hashtextextended(@owner::text, 0))";

    private const string IsErased = "select exists (select from erased_payers where user_id = @owner)";

    private const string Erase = """
        select pg_advisory_xact_lock(hashtextextended(@owner::text, 0));
        insert into erased_payers (user_id, erased_at) values (@owner, @at) on conflict do nothing
        """;

    private const string List = """
        select id, token, brand, last4, expiry_month, expiry_year, created_at from payment_methods
        where user_id = @owner and provider = @Name and forget_at is null order by id desc limit 100
        """;

    private const string GiveUp = "update payment_methods set forget_at = @now, brand = '', last4 = '' where user_id = @owner and forget_at is null";

    private const string TakeToForget = """
        update payment_methods set forget_at = @again where id = (
            select id from payment_methods where forget_at <= @now and provider = @Name order by forget_at limit 1 for update skip locked)
        returning id, user_id, token
        """;

    private const string Forgotten = "delete from payment_methods where id = @id";

    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    /// <summary>Null: the owner's account is erased; the provider is to forget the method.</summary>
    public Task<Guid?> KeepAsync(Guid owner, ProviderMethod method, CancellationToken cancellationToken)
        => database.InTransactionAsync(async (transaction, token) =>
        {
            var (connection, now) = (transaction.Connection!, time.GetUtcNow());
            var id = Guid.CreateVersion7(now);
            await connection.ExecuteAsync(Command(HoldPerson, new { owner }, token, transaction));
            await connection.ExecuteAsync(Command(
                Keep,
                new { id, owner, provider.Name, method.Token, method.Brand, method.Last4, method.ExpiryMonth, method.ExpiryYear, now },
                token, transaction));
            if (!await connection.ExecuteScalarAsync<bool>(Command(IsErased, new { owner }, token, transaction)))
                return id;
            await GiveUpAllAsync(transaction, owner, token);
            return (Guid?)null;
        }, cancellationToken);

    public async Task<IReadOnlyList<StoredMethod>> ListAsync(Guid owner, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<StoredMethod>(Command(List, new { owner, provider.Name }, cancellationToken))).AsList();
    }

    /// <summary>False: the caller has no such method.</summary>
    public async Task<bool> GiveUpAsync(Guid owner, Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(Command($"{GiveUp} and id = @id", new { owner, id, now = time.GetUtcNow() }, cancellationToken)) == 1;
    }

    /// <summary>The owner's account is gone: the provider is to forget all that was kept, and nothing more is.</summary>
    public async Task EraseAsync(NpgsqlTransaction transaction, Guid owner, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await transaction.Connection!.ExecuteAsync(Command(Erase, new { owner, at = at.ToUniversalTime() }, cancellationToken, transaction));
        await GiveUpAllAsync(transaction, owner, cancellationToken);
    }

    /// <summary>One that the provider is to forget now; whoever takes it and dies leaves it to be taken again.</summary>
    public async Task<(Guid Id, Guid UserId, string Token)?> TakeToForgetAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<(Guid, Guid, string)?>(Command(
            TakeToForget, new { now, again = now + Again, provider.Name }, cancellationToken));
    }

    public async Task ForgottenAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(Command(Forgotten, new { id }, cancellationToken));
    }

    private Task<int> GiveUpAllAsync(NpgsqlTransaction transaction, Guid owner, CancellationToken cancellationToken)
        => transaction.Connection!.ExecuteAsync(Command(GiveUp, new { owner, now = time.GetUtcNow() }, cancellationToken, transaction));

    private static CommandDefinition Command(string sql, object parameters, CancellationToken cancellationToken, NpgsqlTransaction? transaction = null)
        => new(sql, parameters, transaction, cancellationToken: cancellationToken);
}

/// <param name="Token">What an order is paid with.</param>
internal sealed record StoredMethod(
    Guid Id, string Token, string Brand, string Last4, int ExpiryMonth, int ExpiryYear, DateTimeOffset CreatedAt);
