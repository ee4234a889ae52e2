using Ecommerce.Storefront.Infrastructure.Accounts;
using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Sessions;

namespace Ecommerce.Storefront.Features.Guests;

/// <summary>Whether the shopper is a guest. Pages do without knowing.</summary>
internal sealed class GuestReader(AccountApi account, Session session)
{
    /// <summary>The guest's address; null for everybody else.</summary>
    public async Task<string?> FindEmailAsync(CancellationToken cancellationToken)
    {
        if (!session.SignedIn)
            return null;
        var own = await OptionalPart.ReadAsync<Infrastructure.Gateway.Account>(
            async token => await account.ReadAsync(token), cancellationToken);
        return own is { Guest: true } ? own.Email : null;
    }
}
