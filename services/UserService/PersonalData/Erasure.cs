using Dapper;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.Persistence;
using Ecommerce.UserService.Audit;
using Ecommerce.UserService.Passwords;
using Ecommerce.UserService.Staff;
using Npgsql;

namespace Ecommerce.UserService.PersonalData;

internal enum ErasureOutcome
{
    Done,

    /// <summary>The account is another one than when the password was proved, or gone.</summary>
    Stale,

    LastAdmin,
}

/// <summary>Takes a person's data out of this service, and tells the others to do so. The id stays, for orders that know it.</summary>
internal sealed class Erasure(NpgsqlDataSource database, Outbox outbox, AuditTrail audit, TimeProvider clock)
{
    public Task<ErasureOutcome> EraseAsync(Credential credential, CancellationToken cancellationToken)
        => database.InTransactionAsync(async (transaction, token) =>
        {
            if (StaffRules.IsLast(await transaction.HoldManagersAsync(token), credential.UserId))
                return ErasureOutcome.LastAdmin;

            var now = clock.GetUtcNow();
            // Sessions, addresses and all else that belongs to the account go with it.
            var erased = await transaction.Connection!.ExecuteAsync(new CommandDefinition("""
                WITH gone AS (DELETE FROM users WHERE id = @UserId AND credential_version = @CredentialVersion RETURNING id)
                INSERT INTO erased_users (id, erased_at) SELECT id, @now FROM gone
                """, new { credential.UserId, credential.CredentialVersion, now }, transaction, cancellationToken: token));
            if (erased == 0)
                return ErasureOutcome.Stale;

            await transaction.Connection!.ExecuteAsync(new CommandDefinition(
                "UPDATE audit_entries SET address = NULL, detail = NULL WHERE subject_id = @UserId OR actor_id = @UserId",
                new { credential.UserId }, transaction, cancellationToken: token));
            await audit.AddAsync(transaction, caller: null, AuditAction.Erased, credential.UserId, token);
            await outbox.AddAsync(transaction, new UserErased(credential.UserId, now), token);
            return ErasureOutcome.Done;
        }, cancellationToken);
}
