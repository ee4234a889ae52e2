using Dapper;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.Persistence;
using Ecommerce.UserService.Domain.Audit;
using Ecommerce.UserService.Infrastructure.Http;
using Npgsql;

namespace Ecommerce.UserService.Infrastructure.Postgres;

internal enum VerificationOutcome
{
    Done,
    InvalidToken,

    /// <summary>Another account has verified the address meanwhile.</summary>
    EmailTaken,
}

internal sealed class VerificationStore(
    NpgsqlDataSource database, OneTimeTokenStore tokens, EmailVerification verification, AuditTrail audit, Outbox outbox,
    TimeProvider timeProvider)
{
    /// <summary>Sends a new link; false where there is nothing to verify.</summary>
    public Task<bool> RequestAsync(Caller caller, CancellationToken cancellationToken)
        => database.InTransactionAsync(async (transaction, token) =>
        {
            var unverified = await transaction.Connection!.ExecuteScalarAsync<string?>(new CommandDefinition("""
                SELECT coalesce(pending_email, email) FROM users
                WHERE id = @UserId AND disabled_at IS NULL AND (pending_email IS NOT NULL OR email_verified_at IS NULL)
                FOR NO KEY UPDATE
                """, new { caller.UserId }, transaction, cancellationToken: token));
            if (unverified is null)
                return false;
            await verification.RequestAsync(transaction, caller.UserId, unverified, token);
            await audit.AddAsync(transaction, caller, AuditAction.VerificationRequested, caller.UserId, token);
            return true;
        }, cancellationToken);

    public async Task<VerificationOutcome> VerifyAsync(string secret, Caller caller, CancellationToken cancellationToken)
    {
        try
        {
            return await database.InTransactionAsync(
                (transaction, token) => VerifyAsync(transaction, secret, caller, token), cancellationToken);
        }
        catch (PostgresException failure) when (failure is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "users_email" })
        {
            return VerificationOutcome.EmailTaken;
        }
    }

    private async Task<VerificationOutcome> VerifyAsync(
        NpgsqlTransaction transaction, string secret, Caller caller, CancellationToken cancellationToken)
    {
        if (await tokens.RedeemAsync(transaction, secret, TokenPurpose.VerifyEmail, cancellationToken) is not { } redeemed)
            return VerificationOutcome.InvalidToken;

        // A link verifies the address that it was sent to, unless the owner has chosen another one since.
        var now = timeProvider.GetUtcNow();
        var before = await transaction.Connection!.QuerySingleOrDefaultAsync<AddressBefore>(new CommandDefinition("""
            UPDATE users SET email = @Email, email_verified_at = @now,
                pending_email = CASE WHEN pending_email = @Email THEN NULL ELSE pending_email END
            FROM (SELECT email FROM users WHERE id = @UserId FOR NO KEY UPDATE) before
            WHERE id = @UserId AND (users.email = @Email AND email_verified_at IS NULL OR pending_email = @Email)
            RETURNING before.email
            """,
            new { redeemed.UserId, redeemed.Email, now }, transaction, cancellationToken: cancellationToken));
        if (before is null)
            return VerificationOutcome.InvalidToken;

        await audit.AddAsync(transaction, caller, before.ActionOf(redeemed.Email), redeemed.UserId, cancellationToken);
        if (before.IsGuest)
            await outbox.AddAsync(transaction, new UserRegistered(redeemed.UserId, now), cancellationToken);
        await outbox.AddAsync(transaction, new EmailVerified(redeemed.UserId, now), cancellationToken);
        return VerificationOutcome.Done;
    }

    private sealed class AddressBefore
    {
        public string? Email { get; init; }

        /// <summary>A guest's account has no email until this moment, which registers it.</summary>
        public bool IsGuest => Email is null;

        public string ActionOf(string verified) => Email switch
        {
            null => AuditAction.Registered,
            _ when Email == verified => AuditAction.EmailVerified,
            _ => AuditAction.EmailChanged,
        };
    }
}
