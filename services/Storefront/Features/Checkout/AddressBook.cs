using Ecommerce.Storefront.Infrastructure.Accounts;
using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Sessions;

namespace Ecommerce.Storefront.Features.Checkout;

/// <summary>The shopper's saved addresses. The checkout can do without them: where they cannot be read there are none.</summary>
internal sealed class AddressBook(AccountApi account, Session session)
{
    public async Task<IReadOnlyList<SavedAddress>> ReadAsync(CancellationToken cancellationToken)
        => session.SignedIn
            ? await OptionalPart.ReadAsync<IReadOnlyList<SavedAddress>>(
                async token => await account.AddressesAsync(token), cancellationToken) ?? []
            : [];

    /// <summary>Adds an address that is not there yet. Where a full book refuses it, the order is placed all the same.</summary>
    public async Task AddAsync(Address address, CancellationToken cancellationToken)
    {
        if ((await ReadAsync(cancellationToken)).Any(saved => saved.ToAddress() == address))
            return;
        await OptionalPart.ReadAsync(
            token => account.SendAsync(HttpMethod.Post, "/addresses", AddressChange.Of(address, isDefault: false), token),
            cancellationToken);
    }
}
