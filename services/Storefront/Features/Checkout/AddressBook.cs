using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Sessions;

namespace Ecommerce.Storefront.Features.Checkout;

/// <summary>The shopper's saved addresses. The checkout can do without them: where they cannot be read there are none.</summary>
internal sealed class AddressBook(GatewayClient gateway, Session session)
{
    private const string Path = "/users/me/addresses";

    public async Task<IReadOnlyList<SavedAddress>> ReadAsync(CancellationToken cancellationToken)
    {
        var page = session.SignedIn
            ? await OptionalPart.ReadAsync(
                token => gateway.FindAsync<Page<SavedAddress>>(Path, session.AccessToken, token), cancellationToken)
            : null;
        return page?.Items ?? [];
    }

    /// <summary>Adds an address that is not there yet. Where a full book refuses it, the order is placed all the same.</summary>
    public async Task AddAsync(Address address, CancellationToken cancellationToken)
    {
        if ((await ReadAsync(cancellationToken)).Any(saved => saved.ToAddress() == address))
            return;
        var (name, street, city, postalCode, country) = address;
        await OptionalPart.ReadAsync<Address>(
            async token =>
            {
                var change = new AddressChange(name, street, city, postalCode, country, IsDefault: false);
                await gateway.SendAsync(HttpMethod.Post, Path, change, session.AccessToken, token);
                return address;
            },
            cancellationToken);
    }
}
