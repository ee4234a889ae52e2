using Dapper;
using Ecommerce.Persistence;
using Ecommerce.UserService.Domain.Addresses;
using Ecommerce.UserService.Domain.Audit;
using Ecommerce.UserService.Infrastructure.Http;
using Npgsql;

namespace Ecommerce.UserService.Infrastructure.Postgres;

internal enum AddressOutcome
{
    Done,
    NotFound,
    TooMany,
}

/// <summary>A person's addresses; one of them is the default as long as there is any.</summary>
internal sealed class AddressStore(NpgsqlDataSource database, AuditTrail audit)
{
    public const int MaxAddresses = 20;
    private const string Columns = "id, name, street, city, postal_code, country, is_default, created_at";

    /// <summary>Newest first.</summary>
    public async Task<List<Address>> ListAsync(Guid userId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var addresses = await connection.QueryAsync<Address>(new CommandDefinition(
            $"SELECT {Columns} FROM addresses WHERE user_id = @userId ORDER BY id DESC", new { userId },
            cancellationToken: cancellationToken));
        return addresses.AsList();
    }

    public async Task<Address?> FindAsync(Guid userId, Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<Address>(new CommandDefinition(
            $"SELECT {Columns} FROM addresses WHERE id = @id AND user_id = @userId", new { id, userId },
            cancellationToken: cancellationToken));
    }

    public Task<AddressOutcome> AddAsync(Caller caller, Address address, CancellationToken cancellationToken)
        => ChangeAsync(caller, "added", address.IsDefault ? address.Id : null, async transaction =>
        {
            if (await transaction.CountAsync() >= MaxAddresses)
                return AddressOutcome.TooMany;
            await transaction.RunAsync("""
                INSERT INTO addresses (id, user_id, name, street, city, postal_code, country, is_default, created_at)
                VALUES (@Id, @UserId, @Name, @Street, @City, @PostalCode, @Country, false, @CreatedAt)
                """, ParametersOf(caller, address));
            return AddressOutcome.Done;
        }, cancellationToken);

    public Task<AddressOutcome> ReplaceAsync(Caller caller, Address address, CancellationToken cancellationToken)
        => ChangeAsync(caller, "replaced", address.IsDefault ? address.Id : null, async transaction =>
        {
            var replaced = await transaction.RunAsync("""
                UPDATE addresses SET name = @Name, street = @Street, city = @City, postal_code = @PostalCode, country = @Country
                WHERE id = @Id AND user_id = @UserId
                """, ParametersOf(caller, address));
            return FoundIf(replaced);
        }, cancellationToken);

    public Task<AddressOutcome> DeleteAsync(Caller caller, Guid id, CancellationToken cancellationToken)
        => ChangeAsync(caller, "deleted", newDefault: null, async transaction => FoundIf(await transaction.RunAsync(
            "DELETE FROM addresses WHERE id = @id AND user_id = @UserId", new { id, caller.UserId })), cancellationToken);

    private Task<AddressOutcome> ChangeAsync(
        Caller caller, string auditDetail, Guid? newDefault, Func<OwnerTransaction, Task<AddressOutcome>> change,
        CancellationToken cancellationToken)
        => database.InTransactionAsync(async (transaction, token) =>
        {
            var owner = new OwnerTransaction(transaction, caller.UserId, token);
            if (!await owner.LockAsync())
                return AddressOutcome.NotFound;
            var outcome = await change(owner);
            if (outcome is not AddressOutcome.Done)
                return outcome;
            await owner.SetDefaultAsync(newDefault);
            await audit.AddAsync(transaction, caller, AuditAction.AddressesChanged, caller.UserId, token, auditDetail);
            return AddressOutcome.Done;
        }, cancellationToken);

    private static object ParametersOf(Caller caller, Address address) => new
    {
        address.Id, caller.UserId, address.Name, address.Street, address.City, address.PostalCode, address.Country, address.CreatedAt,
    };

    private static AddressOutcome FoundIf(int rows) => rows > 0 ? AddressOutcome.Done : AddressOutcome.NotFound;

    /// <summary>Statements about one person's addresses within a transaction.</summary>
    private sealed class OwnerTransaction(NpgsqlTransaction transaction, Guid userId, CancellationToken cancellationToken)
    {
        /// <summary>
        /// One change at a time: the limit and the default concern all addresses of a person. The lock is a separate statement, so that the
        /// following ones see the changes it waited for.
        /// </summary>
        /// <returns>False where there is no active account.</returns>
        public async Task<bool> LockAsync()
            => await transaction.Connection!.QuerySingleOrDefaultAsync<Guid?>(Command(
                "SELECT id FROM users WHERE id = @userId AND disabled_at IS NULL FOR NO KEY UPDATE", new { userId })) is not null;

        public Task<int> CountAsync()
            => transaction.Connection!.ExecuteScalarAsync<int>(Command(
                "SELECT count(*)::int FROM addresses WHERE user_id = @userId", new { userId }));

        public Task<int> RunAsync(string sql, object parameters) => transaction.Connection!.ExecuteAsync(Command(sql, parameters));

        /// <param name="newDefault">Null leaves the default as it is; where there is none, the newest address becomes it.</param>
        public async Task SetDefaultAsync(Guid? newDefault)
        {
            if (newDefault is not null)
                await RunAsync(
                    "UPDATE addresses SET is_default = false WHERE user_id = @userId AND is_default AND id <> @newDefault",
                    new { userId, newDefault });
            await RunAsync("""
                UPDATE addresses SET is_default = true
                WHERE id = (SELECT id FROM addresses WHERE user_id = @userId ORDER BY id = @newDefault DESC NULLS LAST, id DESC LIMIT 1)
                    AND NOT EXISTS (SELECT FROM addresses WHERE user_id = @userId AND is_default)
                """, new { userId, newDefault });
        }

        private CommandDefinition Command(string sql, object parameters)
            => new(sql, parameters, transaction, cancellationToken: cancellationToken);
    }
}
