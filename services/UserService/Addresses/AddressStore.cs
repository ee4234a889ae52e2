using Dapper;
using Ecommerce.Persistence;
using Ecommerce.UserService.Audit;
using Ecommerce.UserService.Callers;
using Npgsql;

namespace Ecommerce.UserService.Addresses;

internal enum AddressOutcome
{
    Done,
    NotFound,
    TooMany,
}

/// <summary>A person's addresses; one of them is the default as long as there is any.</summary>
internal sealed class AddressStore(NpgsqlDataSource database, AuditTrail audit)
{
    public const int Most = 20;
    private const string Columns = "id, name, street, city, postal_code, country, is_default, created_at";

    /// <summary>Newest first.</summary>
    public async Task<List<Address>> ListAsync(Guid userId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var addresses = await connection.QueryAsync<Address>(new CommandDefinition(
            $"SELECT {Columns} FROM addresses WHERE user_id = @userId ORDER BY id DESC", new { userId }, cancellationToken: cancellationToken));
        return addresses.AsList();
    }

    public async Task<Address?> FindAsync(Guid userId, Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<Address>(new CommandDefinition(
            $"SELECT {Columns} FROM addresses WHERE id = @id AND user_id = @userId", new { id, userId }, cancellationToken: cancellationToken));
    }

    public Task<AddressOutcome> AddAsync(Caller caller, Address address, CancellationToken cancellationToken)
        => ChangeAsync(caller, "added", address.IsDefault ? address.Id : null, async (run, count) =>
        {
            if (count >= Most)
                return AddressOutcome.TooMany;
            await run("""
                INSERT INTO addresses (id, user_id, name, street, city, postal_code, country, is_default, created_at)
                VALUES (@Id, @UserId, @Name, @Street, @City, @PostalCode, @Country, false, @CreatedAt)
                """,
                new
                {
                    address.Id, caller.UserId, address.Name, address.Street, address.City, address.PostalCode, address.Country, address.CreatedAt,
                });
            return AddressOutcome.Done;
        }, cancellationToken);

    public Task<AddressOutcome> ReplaceAsync(Caller caller, Address address, CancellationToken cancellationToken)
        => ChangeAsync(caller, "replaced", address.IsDefault ? address.Id : null, async (run, _) => Found(await run("""
            UPDATE addresses SET name = @Name, street = @Street, city = @City, postal_code = @PostalCode, country = @Country
            WHERE id = @Id AND user_id = @UserId
            """,
            new { address.Id, caller.UserId, address.Name, address.Street, address.City, address.PostalCode, address.Country })), cancellationToken);

    public Task<AddressOutcome> DeleteAsync(Caller caller, Guid id, CancellationToken cancellationToken)
        => ChangeAsync(caller, "deleted", newDefault: null, async (run, _) => Found(
            await run("DELETE FROM addresses WHERE id = @id AND user_id = @UserId", new { id, caller.UserId })), cancellationToken);

    private Task<AddressOutcome> ChangeAsync(
        Caller caller, string what, Guid? newDefault, Func<Func<string, object, Task<int>>, int, Task<AddressOutcome>> change,
        CancellationToken cancellationToken)
        => database.InTransactionAsync(async (transaction, token) =>
        {
            Task<int> RunAsync(string sql, object parameters)
                => transaction.Connection!.ExecuteAsync(new CommandDefinition(sql, parameters, transaction, cancellationToken: token));

            // One change at a time: the limit and the default concern all of a person's addresses. The lock is a statement of its own,
            // for the next one to see what the change before has done.
            if (await transaction.Connection!.QuerySingleOrDefaultAsync<Guid?>(new CommandDefinition(
                "SELECT id FROM users WHERE id = @UserId AND disabled_at IS NULL FOR NO KEY UPDATE",
                new { caller.UserId }, transaction, cancellationToken: token)) is null)
                return AddressOutcome.NotFound;
            var count = await transaction.Connection!.ExecuteScalarAsync<int>(new CommandDefinition(
                "SELECT count(*)::int FROM addresses WHERE user_id = @UserId", new { caller.UserId }, transaction, cancellationToken: token));
            if (await change(RunAsync, count) is not AddressOutcome.Done and var refused)
                return refused;

            if (newDefault is not null)
                await RunAsync(
                    "UPDATE addresses SET is_default = false WHERE user_id = @UserId AND is_default AND id <> @newDefault",
                    new { caller.UserId, newDefault });
            // The one asked for, else the newest where there is none.
            await RunAsync("""
                UPDATE addresses SET is_default = true
                WHERE id = (SELECT id FROM addresses WHERE user_id = @UserId ORDER BY id = @newDefault DESC NULLS LAST, id DESC LIMIT 1)
                    AND NOT EXISTS (SELECT FROM addresses WHERE user_id = @UserId AND is_default)
                """, new { caller.UserId, newDefault });
            await audit.AddAsync(transaction, caller, AuditAction.AddressesChanged, caller.UserId, token, what);
            return AddressOutcome.Done;
        }, cancellationToken);

    private static AddressOutcome Found(int rows) => rows > 0 ? AddressOutcome.Done : AddressOutcome.NotFound;
}
