using Dapper;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.Persistence;
using Ecommerce.UserService.Domain.Accounts;
using Ecommerce.UserService.Domain.Audit;
using Ecommerce.UserService.Domain.Passwords;
using Ecommerce.UserService.Infrastructure.Http;
using Npgsql;

namespace Ecommerce.UserService.Infrastructure.Postgres;

internal sealed class AccountStore(NpgsqlDataSource database, Outbox outbox, EmailVerification verification, AuditTrail audit)
{
    // A guest's address is a pending one, see the migration on guests.
    public const string Columns = $"""
        id, email IS NULL AS guest, coalesce(email, pending_email) AS email, email_verified_at IS NOT NULL AS email_verified,
        CASE WHEN email IS NOT NULL THEN pending_email END AS pending_email, name, locale, roles,
        {TwoFactorStore.IsOn} AS two_factor, disabled_at, created_at
        """;

    /// <summary>Stores a new account together with its events; null where the address is taken.</summary>
    public Task<Account?> TryAddAsync(NewAccount account, Caller? caller, CancellationToken cancellationToken)
        => database.InTransactionAsync((transaction, token) => TryAddAsync(transaction, account, caller, token), cancellationToken);

    /// <inheritdoc cref="TryAddAsync(NewAccount, Caller?, CancellationToken)"/>
    public async Task<Account?> TryAddAsync(
        NpgsqlTransaction transaction, NewAccount account, Caller? caller, CancellationToken cancellationToken)
    {
        var added = await transaction.Connection!.QuerySingleOrDefaultAsync<Account>(new CommandDefinition($"""
            INSERT INTO users (id, email, name, password_hash, roles, created_at, email_verified_at)
            VALUES (@Id, @Email, @Name, @PasswordHash, @Roles, @CreatedAt, @EmailVerifiedAt)
            ON CONFLICT (email) DO NOTHING
            RETURNING {Columns}
            """, account, transaction, cancellationToken: cancellationToken));
        if (added is null)
            return null;

        await audit.AddAsync(transaction, caller, AuditAction.Registered, added.Id, cancellationToken);
        await outbox.AddAsync(transaction, new UserRegistered(added.Id, added.CreatedAt), cancellationToken);
        if (!added.EmailVerified)
            await verification.RequestAsync(transaction, added.Id, added.Email, cancellationToken);
        return added;
    }

    public async Task<Account?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<Account>(new CommandDefinition(
            $"SELECT {Columns} FROM users WHERE id = @id", new { id }, cancellationToken: cancellationToken));
    }

    /// <summary>Newest first.</summary>
    public async Task<List<Account>> ListAsync(AccountSearch search, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var accounts = await connection.QueryAsync<Account>(new CommandDefinition($"""
            SELECT {Columns} FROM users
            WHERE id < @Before
                AND (@Email IS NULL OR starts_with(email, @Email)
                    OR email IS NULL AND starts_with(pending_email COLLATE "C", @Email))
                AND (@namePattern IS NULL OR lower(name) LIKE lower(@namePattern))
                AND (@Role IS NULL OR roles @> ARRAY[@Role])
            ORDER BY id DESC
            LIMIT @Fetched
            """,
            new { search.Page.Before, search.Page.Fetched, search.Email, namePattern = PatternOf(search.Name), search.Role },
            cancellationToken: cancellationToken));
        return accounts.AsList();
    }

    /// <summary>A LIKE pattern that finds the text as it is, also where it has wildcards.</summary>
    private static string? PatternOf(string? text)
    {
        var escaped = text?
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal);
        return escaped is null ? null : $"%{escaped}%";
    }
}
