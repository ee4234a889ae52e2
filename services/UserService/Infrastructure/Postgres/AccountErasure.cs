using Dapper;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.Persistence;
using Ecommerce.UserService.Domain.Accounts;
using Ecommerce.UserService.Domain.Audit;
using Ecommerce.UserService.Domain.Staff;
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

            var now = timeProvider.GetUtcNow();
            // Sessions, addresses and other rows of the account are deleted by cascade.
            var erased = await transaction.Connection!.ExecuteAsync(new CommandDefinition("""
                WITH deleted AS (DELETE FROM users WHERE id = @UserId AND credential_version = @CredentialVersion RETURNING id)
                INSERT INTO erased_users (id, erased_at) SELECT id, @now FROM deleted
                """, new { credential.UserId, credential.CredentialVersion, now }, transaction, cancellationToken: token));
            if (erased == 0)
                return ErasureOutcome.CredentialChanged;

            await transaction.Connection!.ExecuteAsync(new CommandDefinition(
                "UPDATE audit_entries SET address = NULL, detail = NULL WHERE subject_id = @UserId OR actor_id = @UserId",
                new { credential.UserId }, transaction, cancellationToken: token));
            await audit.AddAsync(transaction, caller: null, AuditAction.Erased, credential.UserId, token);
            await outbox.AddAsync(transaction, new UserErased(credential.UserId, now), token);
            return ErasureOutcome.Done;
        }, cancellationToken);
}
