using Ecommerce.Persistence;
using Ecommerce.UserService.Domain.Audit;
using Ecommerce.UserService.Infrastructure.Http;
using Npgsql;

namespace Ecommerce.UserService.Infrastructure.Postgres;

/// <summary>Registrations with the address of an account.</summary>
internal sealed class RepeatedRegistrationStore(NpgsqlDataSource database, TakenAddresses taken, AuditTrail audit)
{
    /// <returns>Whether the caller may be told that the address is taken.</returns>
    public Task<bool> RecordAsync(string email, Caller caller, CancellationToken cancellationToken)
        => database.InTransactionAsync(async (transaction, token) =>
        {
            var isTold = await taken.CountAsync(transaction.Connection!, caller, account: null, token);
            var owner = await TakenAddresses.FindOwnerAsync(transaction.Connection!, email, token);
            await audit.AddAsync(transaction, caller, AuditAction.RegistrationRepeated, owner ?? AuditTrail.NoAccount, token);
            if (owner is { } id && !isTold)
                await taken.TellOwnerAsync(transaction, id, email, token);
            return isTold;
        }, cancellationToken);
}
