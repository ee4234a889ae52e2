using Ecommerce.Persistence;
using Ecommerce.UserService.Audit;
using Ecommerce.UserService.Callers;
using Npgsql;

namespace Ecommerce.UserService.Sessions;

/// <summary>The owner of an account may see that somebody guessed at its password.</summary>
internal sealed class FailedSignIns(NpgsqlDataSource database, AuditTrail audit)
{
    /// <param name="subject"><see cref="AuditTrail.Nobody"/> where there is no such account, which takes as long.</param>
    public Task RecordAsync(Guid subject, Caller caller, CancellationToken cancellationToken)
        => database.InTransactionAsync(
            (transaction, token) => audit.AddAsync(transaction, caller, AuditAction.SignInFailed, subject, token), cancellationToken);
}
