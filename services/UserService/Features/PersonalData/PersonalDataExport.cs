using Ecommerce.Persistence;
using Ecommerce.UserService.Domain.Accounts;
using Ecommerce.UserService.Domain.Addresses;
using Ecommerce.UserService.Domain.Audit;
using Ecommerce.UserService.Domain.Sessions;
using Ecommerce.UserService.Domain.Views;
using Ecommerce.UserService.Domain.Wishes;
using Ecommerce.UserService.Infrastructure.Http;
using Ecommerce.UserService.Infrastructure.Postgres;
using Ecommerce.Web;
using Npgsql;

namespace Ecommerce.UserService.Features.PersonalData;

/// <summary>All data of a person that this service has.</summary>
internal sealed record PersonalDataDocument(
    Account Account, IReadOnlyList<Address> Addresses, IReadOnlyList<string> Providers, IReadOnlyList<Session> Sessions,
    IReadOnlyList<AuditEntry> Audit, IReadOnlyList<WishedProduct> WishList, IReadOnlyList<SavedView> SavedViews,
    DateTimeOffset ExportedAt);

internal sealed class PersonalDataExport(
    NpgsqlDataSource database, AccountStore accounts, AddressStore addresses, ExternalLoginStore externalLogins, SessionStore sessions,
    AuditTrail audit, WishListStore wishes, SavedViewStore views, TimeProvider timeProvider)
{
    // More than a person has, but bounded: one export must not exhaust the memory.
    private static readonly PageRequest All = new(Guid.AllBitsSet, Limit: 10_000);

    /// <summary>Null where the account does not exist.</summary>
    /// <param name="caller">Its owner, or staff on the owner's request: the trail has who it was.</param>
    /// <param name="userId">Whose data.</param>
    /// <param name="cancellationToken">Of the request.</param>
    public async Task<PersonalDataDocument?> CreateAsync(Caller caller, Guid userId, CancellationToken cancellationToken)
    {
        if (await accounts.FindAsync(userId, cancellationToken) is not { } account)
            return null;
        await database.InTransactionAsync(
            (transaction, token) => audit.AddAsync(transaction, caller, AuditAction.DataExported, account.Id, token), cancellationToken);
        return new(
            account,
            await addresses.ListAsync(account.Id, cancellationToken),
            await externalLogins.ProvidersOfAsync(account.Id, cancellationToken),
            await sessions.ListAsync(account.Id, caller.SessionId, All, cancellationToken),
            await audit.ListAsync(account.Id, All, cancellationToken),
            await wishes.ListAsync(account.Id, cancellationToken),
            await views.ListAsync(account.Id, page: null, cancellationToken),
            timeProvider.GetUtcNow());
    }
}
