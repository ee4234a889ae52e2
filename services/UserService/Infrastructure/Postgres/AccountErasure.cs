using Dapper;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.Persistence;
using Ecommerce.UserService.Domain.Accounts;
using Ecommerce.UserService.Domain.Audit;
using Ecommerce.UserService.Domain.Staff;
using Ecommerce.UserService.Infrastructure.Http;
using Npgsql;

namespace Ecommerce.UserService.Infrastructure.Postgres;

internal enum ErasureOutcome
{
    Done,

    /// <summary>The credential was changed after the password was checked, or the account is gone.</summary>
    CredentialChanged,

    LastAdmin,
}

/// <summary>Erases a person's data here and, by an event, in the other services. The id stays because orders refer to it.</summary>
internal sealed class AccountErasure(NpgsqlDataSource database, Outbox outbox, AuditTrail audit, TimeProvider timeProvider)
{
    public Task<ErasureOutcome> EraseAsync(Credential credential, CancellationToken cancellationToken)
        => database.InTransactionAsync(async (transaction, token) =>
        {
            if (StaffRules.IsLast(await transaction.LockManagersAsync(token), credential.UserId))
                return ErasureOutcome.LastAdmin;
            return await EraseAsync(transaction, credential.UserId, credential.CredentialVersion, caller: null, token)
                ? ErasureOutcome.Done
                : ErasureOutcome.CredentialChanged;
        }, cancellationToken);

    /// <summary>By staff, on the owner's request: the trail has who it was.</summary>
    public Task<StaffVerdict> EraseAsync(Caller caller, Guid subject, CancellationToken cancellationToken)
        => database.InTransactionAsync(async (transaction, token) =>
        {
            var verdict = StaffRules.Evaluate(
                await transaction.LockManagersAsync(token), caller.UserId, subject, staysManager: false);
            if (verdict is StaffVerdict.Forbidden)
                return verdict;
            if (caller.UserId == subject)
                return StaffVerdict.Self;
            if (verdict is not StaffVerdict.Done)
                return verdict;
            return await EraseAsync(transaction, subject, credentialVersion: null, caller, token)
                ? StaffVerdict.Done
                : StaffVerdict.NotFound;
        }, cancellationToken);

    /// <summary>False where there is no account, or another version of its credential.</summary>
    private async Task<bool> EraseAsync(
        NpgsqlTransaction transaction, Guid userId, int? credentialVersion, Caller? caller, CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow();
        // Sessions, addresses and other rows of the account are deleted by cascade.
        var erased = await transaction.Connection!.ExecuteAsync(new CommandDefinition("""
            WITH deleted AS (
                DELETE FROM users WHERE id = @userId AND (@credentialVersion IS NULL OR credential_version = @credentialVersion)
                RETURNING id, email
            ),
            invitations AS (DELETE FROM staff_invitations USING deleted WHERE staff_invitations.email = deleted.email)
            INSERT INTO erased_users (id, erased_at) SELECT id, @now FROM deleted
            """, new { userId, credentialVersion, now }, transaction, cancellationToken: cancellationToken));
        if (erased == 0)
            return false;

        await transaction.Connection!.ExecuteAsync(new CommandDefinition(
            // What this person did to others stays told.
            """
            UPDATE audit_entries SET address = NULL, detail = CASE WHEN subject_id = @userId THEN NULL ELSE detail END
            WHERE subject_id = @userId OR actor_id = @userId
            """,
            new { userId }, transaction, cancellationToken: cancellationToken));
        await audit.AddAsync(transaction, caller, AuditAction.Erased, userId, cancellationToken);
        await outbox.AddAsync(transaction, new UserErased(userId, now), cancellationToken);
        return true;
    }
}
