using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Sessions;

namespace Ecommerce.Storefront.Infrastructure.WishLists;

/// <summary>The wish list of this request's shopper.</summary>
internal sealed class WishList(GatewayClient gateway, Session session)
{
    private const string Path = "/users/me/wish-list";

    private Task<IReadOnlySet<Guid>>? known;

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<Guid>> ListAsync(CancellationToken cancellationToken)
        => [.. (await gateway.GetAsync<Page<Wish>>(Path, session.AccessToken, cancellationToken)).Items.Select(wish => wish.ProductId)];

    /// <summary>
    /// What the hearts of a page show; read once for all of them. Empty for who is not signed in, and while it cannot be read.
    /// </summary>
    public Task<IReadOnlySet<Guid>> FindAsync(CancellationToken cancellationToken) => known ??= ReadAsync(cancellationToken);

    public Task AddAsync(Guid product, CancellationToken cancellationToken) => SendAsync(HttpMethod.Put, product, cancellationToken);

    public Task RemoveAsync(Guid product, CancellationToken cancellationToken) => SendAsync(HttpMethod.Delete, product, cancellationToken);

    private Task SendAsync(HttpMethod method, Guid product, CancellationToken cancellationToken)
        => gateway.SendAsync(method, $"{Path}/{product}", session.AccessToken, cancellationToken);

    private async Task<IReadOnlySet<Guid>> ReadAsync(CancellationToken cancellationToken)
    {
        var read = session.SignedIn
            ? await OptionalPart.ReadAsync(async token => await ListAsync(token), cancellationToken)
            : null;
        return (read ?? []).ToHashSet();
    }
}
