using Dapper;
using Ecommerce.Persistence;
using Ecommerce.UserService.Domain.Accounts;
using Ecommerce.UserService.Domain.Audit;
using Ecommerce.UserService.Infrastructure.Http;
using Npgsql;

namespace Ecommerce.UserService.Infrastructure.Postgres;

/// <summary>Accounts of guests: without an email, see the migration that allows it.</summary>
internal sealed class GuestStore(
    NpgsqlDataSource database, EmailVerification verification, TakenAddresses taken, AuditTrail audit)
{
    public Task<SignIn> AddAsync(NewGuest guest, Caller caller, CancellationToken cancellationToken)
        => database.InTransactionAsync(async (transaction, token) =>
        {
            await transaction.Connection!.ExecuteAsync(new CommandDefinition("""
                INSERT INTO users (id, pending_email, name, roles, created_at) VALUES (@Id, @Email, @Name, @Roles, @CreatedAt)
                """, guest, transaction, cancellationToken: token));
            await audit.AddAsync(transaction, caller, AuditAction.GuestCreated, guest.Id, token);
            return new SignIn(guest.Id, CredentialVersion: 0, caller);
        }, cancellationToken);

    /// <summary>
    /// Keeps the password, and mails the link that makes it count. Where the address has an account, its owner is told instead: the caller
    /// cannot tell which of the two happened.
    /// </summary>
    /// <returns>False where the caller is no guest.</returns>
    public Task<bool> RequestRegistrationAsync(Caller caller, string hash, CancellationToken cancellationToken)
        => database.InTransactionAsync(async (transaction, token) =>
        {
            var email = await transaction.Connection!.ExecuteScalarAsync<string?>(new CommandDefinition("""
                UPDATE users SET password_hash = @hash, credential_version = credential_version + 1
                WHERE id = @UserId AND email IS NULL AND disabled_at IS NULL
                RETURNING pending_email
                """, new { caller.UserId, hash }, transaction, cancellationToken: token));
            if (email is null)
                return false;

            await audit.AddAsync(transaction, caller, AuditAction.RegistrationRequested, caller.UserId, token);
            var owner = await transaction.Connection!.QuerySingleOrDefaultAsync<Guid?>(new CommandDefinition(
                "SELECT id FROM users WHERE email = @email FOR SHARE", new { email }, transaction, cancellationToken: token));
            if (owner is { } id)
                await taken.TellOwnerAsync(transaction, id, email, token);
            else
                await verification.RequestAsync(transaction, caller.UserId, email, token);
            return true;
        }, cancellationToken);
}
