using Dapper;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.Persistence;
using Ecommerce.UserService.Domain.Audit;
using Ecommerce.UserService.Infrastructure.Http;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.UserService.Infrastructure.Postgres;

/// <summary>Registrations with the address of an account: they must not tell a stranger whose addresses have one.</summary>
internal sealed class RepeatedRegistrationStore(
    NpgsqlDataSource database, AttemptStore attempts, IOptions<AttemptOptions> limits, Outbox outbox, AuditTrail audit,
    TimeProvider timeProvider)
{
    /// <summary>
    /// Counts it against the caller's network. The first one of an hour may be told: people forget that they have an account. From then on
    /// the account's owner is told by mail.
    /// </summary>
    /// <returns>Whether the caller may be told that the address is taken.</returns>
    public Task<bool> RecordAsync(string email, Caller caller, CancellationToken cancellationToken)
        => database.InTransactionAsync(async (transaction, token) =>
        {
            var connection = transaction.Connection!;
            var (limit, network) = (limits.Value.TakenFromAddress, caller.ClientNetwork);
            var isFirst = await attempts.CountAsync(connection, limit, network, token) is null
                && await AttemptStore.CountedAsync(connection, limit, network, token) == 1;
            var owner = await connection.QuerySingleOrDefaultAsync<Guid?>(new CommandDefinition(
                "SELECT id FROM users WHERE email = @email AND disabled_at IS NULL FOR SHARE", new { email }, transaction,
                cancellationToken: token));
            await audit.AddAsync(transaction, caller, AuditAction.RegistrationRepeated, owner ?? AuditTrail.NoAccount, token);
            if (owner is { } id && !isFirst
                && await attempts.CountAsync(connection, limits.Value.RepeatedRegistration, email, token) is null)
                await outbox.AddAsync(transaction, new RegistrationRepeated(id, timeProvider.GetUtcNow()), token);
            return isFirst;
        }, cancellationToken);
}
