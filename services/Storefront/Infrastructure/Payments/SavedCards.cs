using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Sessions;

namespace Ecommerce.Storefront.Infrastructure.Payments;

/// <summary>The cards that this shopper has saved. Payment-service has their tokens, and of the cards what tells them apart.</summary>
internal sealed class SavedCards(GatewayClient gateway, Session session)
{
    private const string Path = "/payments/methods";

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<SavedCard>> ListAsync(CancellationToken cancellationToken)
        => (await gateway.GetAsync<SavedCardList>(Path, session.AccessToken, cancellationToken)).Items;

    /// <summary>For a page that can do without: none where they cannot be read.</summary>
    public async Task<IReadOnlyList<SavedCard>> FindAsync(CancellationToken cancellationToken)
        => session.SignedIn
            ? await OptionalPart.ReadAsync<IReadOnlyList<SavedCard>>(async token => await ListAsync(token), cancellationToken) ?? []
            : [];

    /// <summary>Does nothing where it is removed already.</summary>
    public async Task RemoveAsync(Guid id, CancellationToken cancellationToken)
    {
        try
        {
            await gateway.SendAsync(HttpMethod.Delete, $"{Path}/{id}", session.AccessToken, cancellationToken);
        }
        catch (GatewayException refusal) when ((int)refusal.Status is 404)
        {
            // Removed in another window.
        }
    }
}
