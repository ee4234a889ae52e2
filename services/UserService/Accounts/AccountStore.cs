using Dapper;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.Persistence;
using Npgsql;

namespace Ecommerce.UserService.Accounts;

internal sealed class AccountStore(NpgsqlDataSource database, Outbox outbox)
{
    /// <summary>Stores a new account together with its event; null where the address is taken.</summary>
    public Task<Account?> TryAddAsync(NewAccount account, CancellationToken cancellationToken)
        => database.InTransactionAsync(async (transaction, token) =>
        {
            var added = await transaction.Connection!.QuerySingleOrDefaultAsync<Account>(new CommandDefinition("""
                INSERT INTO users (id, email, name, password_hash, roles, created_at)
                VALUES (@Id, @Email, @Name, @PasswordHash, @Roles, @CreatedAt)
                ON CONFLICT (email) DO NOTHING
                RETURNING id, email, name, roles, created_at
                """, account, transaction, cancellationToken: token));
            if (added is not null)
                await outbox.AddAsync(transaction, new UserRegistered(added.Id, added.CreatedAt), token);
            return added;
        }, cancellationToken);

    public async Task<Account?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<Account>(new CommandDefinition(
            "SELECT id, email, name, roles, created_at FROM users WHERE id = @id", new { id }, cancellationToken: cancellationToken));
    }

    /// <summary>Newest first.</summary>
    public async Task<List<Account>> ListAsync(AccountSearch search, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var accounts = await connection.QueryAsync<Account>(new CommandDefinition("""
            SELECT id, email, name, roles, created_at FROM users
            WHERE starts_with(email, @EmailPrefix) AND id < @Before
            ORDER BY id DESC
            LIMIT @Limit
            """, search, cancellationToken: cancellationToken));
        return accounts.AsList();
    }

    public async Task<Credential?> FindCredentialAsync(string email, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<Credential>(new CommandDefinition(
            "SELECT id AS user_id, roles, password_hash FROM users WHERE email = @email", new { email }, cancellationToken: cancellationToken));
    }

    /// <summary>Replaces the password hash, unless it was changed since it was read.</summary>
    public async Task ReplaceHashAsync(Credential credential, string passwordHash, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "UPDATE users SET password_hash = @passwordHash WHERE id = @UserId AND password_hash = @old",
            new { passwordHash, credential.UserId, old = credential.PasswordHash }, cancellationToken: cancellationToken));
    }
}
