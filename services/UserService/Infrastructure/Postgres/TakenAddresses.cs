using Dapper;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.UserService.Domain.Attempts;
using Ecommerce.UserService.Infrastructure.Http;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.UserService.Infrastructure.Postgres;

/// <summary>
/// Addresses that have an account, given by somebody else for theirs. Whoever gives them must not learn from the answers whose addresses
/// have one: the first of an hour may be told, because people forget that they have an account. From then on the owner is told by mail.
/// </summary>
internal sealed class TakenAddresses(AttemptStore attempts, IOptions<AttemptOptions> limits, Outbox outbox, TimeProvider timeProvider)
{
    /// <summary>The time that the caller waits after too many of them, whichever address comes next; null: none.</summary>
    /// <param name="account">The caller's; null where somebody registers.</param>
    public async Task<TimeSpan?> FindWaitAsync(Caller caller, Guid? account, CancellationToken cancellationToken)
    {
        foreach (var (limit, subject, _) in CountersOf(caller, account))
        {
            if (await attempts.FindWaitAsync(limit, subject, cancellationToken) is { } wait)
                return wait;
        }

        return null;
    }

    /// <summary>Counts one against the caller's network and account.</summary>
    /// <param name="connection">In a transaction: parallel attempts wait until it ends, so that one of them is the first.</param>
    /// <param name="account">The caller's; null where somebody registers.</param>
    /// <returns>Whether the caller may be told that the address is taken.</returns>
    public async Task<bool> CountAsync(NpgsqlConnection connection, Caller caller, Guid? account, CancellationToken cancellationToken)
    {
        var isFirst = true;
        foreach (var (limit, subject, _) in CountersOf(caller, account))
        {
            isFirst &= await attempts.CountAsync(connection, limit, subject, cancellationToken) is null
                && await AttemptStore.CountedAsync(connection, limit, subject, cancellationToken) == 1;
        }

        return isFirst;
    }

    /// <summary>The active account that has the address.</summary>
    public static Task<Guid?> FindOwnerAsync(NpgsqlConnection connection, string email, CancellationToken cancellationToken)
        => connection.QuerySingleOrDefaultAsync<Guid?>(new CommandDefinition(
            "SELECT id FROM users WHERE email = @email AND disabled_at IS NULL", new { email }, cancellationToken: cancellationToken));

    /// <summary>Requests the mail to the owner, unless there were too many.</summary>
    public async Task TellOwnerAsync(NpgsqlTransaction transaction, Guid owner, string email, CancellationToken cancellationToken)
    {
        if (await attempts.CountAsync(transaction.Connection!, limits.Value.RepeatedRegistration, email, cancellationToken) is null)
            await outbox.AddAsync(transaction, new RegistrationRepeated(owner, timeProvider.GetUtcNow()), cancellationToken);
    }

    private AttemptCounter[] CountersOf(Caller caller, Guid? account)
    {
        var network = new AttemptCounter(limits.Value.TakenFromAddress, caller.ClientNetwork);
        return account is { } id ? [network, new(limits.Value.TakenFromAccount, $"{id}")] : [network];
    }
}
