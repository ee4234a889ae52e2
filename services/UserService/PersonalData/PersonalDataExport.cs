using Ecommerce.Persistence;
using Ecommerce.UserService.Accounts;
using Ecommerce.UserService.Addresses;
using Ecommerce.UserService.Audit;
using Ecommerce.UserService.Callers;
using Ecommerce.UserService.Paging;
using Ecommerce.UserService.Sessions;
using Ecommerce.UserService.SocialLogin;
using Npgsql;

namespace Ecommerce.UserService.PersonalData;

/// <summary>All that this service knows of a person.</summary>
internal sealed record PersonalDataDocument(
    Account Account, IReadOnlyList<Address> Addresses, IReadOnlyList<string> Providers, IReadOnlyList<Session> Sessions,
    IReadOnlyList<AuditEntry> Audit, DateTimeOffset ExportedAt);

internal sealed class PersonalDataExport(
    NpgsqlDataSource database, AccountStore accounts, AddressStore addresses, ExternalSignIn external, SessionStore sessions, AuditTrail audit,
    TimeProvider clock)
{
    // More than any person has; not so many that one export could fill the memory.
    private static readonly PageRequest All = new(Guid.AllBitsSet, Limit: 10_000);

    /// <summary>Null where there is no account any more.</summary>
    public async Task<PersonalDataDocument?> MakeAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (await accounts.FindAsync(caller.UserId, cancellationToken) is not { } account)
            return null;
        await database.InTransactionAsync(
            (transaction, token) => audit.AddAsync(transaction, caller, AuditAction.DataExported, account.Id, token), cancellationToken);
        return new(
            account,
            await addresses.ListAsync(account.Id, cancellationToken),
            await external.ProvidersOfAsync(account.Id, cancellationToken),
            await sessions.ListAsync(caller, All, cancellationToken),
            await audit.ListAsync(account.Id, All, cancellationToken),
            clock.GetUtcNow());
    }
}
