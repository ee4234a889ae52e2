using Ecommerce.Persistence;
using Ecommerce.UserService.Domain.Audit;
using Ecommerce.UserService.Infrastructure.Http;
using Npgsql;

namespace Ecommerce.UserService.Infrastructure.Postgres;

/// <summary>Records failed sign-ins in the audit trail, where the account's owner sees them.</summary>
internal sealed class FailedLoginRecorder(NpgsqlDataSource database, AuditTrail audit)
{
    /// <param name="subject"><see cref="AuditTrail.NoAccount"/> where the account does not exist, so that the response time is the
    /// same.</param>
    /// <param name="detail">What was wrong, where it was not the password.</param>
    public Task RecordAsync(Guid subject, Caller caller, CancellationToken cancellationToken, string? detail = null)
        => database.InTransactionAsync(
            (transaction, token) => audit.AddAsync(transaction, caller, AuditAction.SignInFailed, subject, token, detail),
            cancellationToken);
}
