using Ecommerce.Storefront.Features.Shared;
using Ecommerce.Storefront.Infrastructure.Catalog;
using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Sessions;

namespace Ecommerce.Storefront.Features.Home;

/// <summary>Reads the parts of the first page side by side. Each can fail without the others.</summary>
internal sealed class HomeReader(
    GatewayClient gateway, ProductCatalog catalog, RecentlySeen seen, CategoryMenu menu, CategoryPictures pictures, Session session)
{
    private const int Shown = 5;

    public async Task<HomeParts> ReadAsync(CancellationToken cancellationToken)
    {
        var bestSellers = FindAsync("", cancellationToken);
        var onSale = FindAsync("&onSale=true", cancellationToken);
        var news = NewsAsync(cancellationToken);
        var lastSeen = SeenAsync(cancellationToken);
        var categories = CategoriesAsync(cancellationToken);
        return new(await categories, await bestSellers, await news, await onSale, await lastSeen);
    }

    /// <summary>What sells best and can be bought.</summary>
    private async Task<IReadOnlyList<ProductTile>> FindAsync(string filter, CancellationToken cancellationToken)
    {
        var found = await OptionalPart.ReadAsync(
            async token => await gateway.GetAsync<SearchResponse>(
                $"/search?sort=best-selling&inStock=true&limit={Shown}{filter}", session.AccessToken, token),
            cancellationToken);
        return [.. (found?.Items ?? []).Select(ProductTile.Of)];
    }

    private async Task<IReadOnlyList<ProductTile>> NewsAsync(CancellationToken cancellationToken)
    {
        var found = await OptionalPart.ReadAsync(
            async token => await catalog.ListAsync(new QueryString($"?limit={Shown}&sort=newest"), token), cancellationToken);
        return [.. (found?.Items ?? []).Select(ProductTile.Of)];
    }

    private async Task<IReadOnlyList<ProductTile>> SeenAsync(CancellationToken cancellationToken)
    {
        var read = seen.Read().Take(Shown).Select(id => OptionalPart.ReadAsync(token => catalog.FindAsync(id, token), cancellationToken));
        var products = await Task.WhenAll(read);
        return [.. products.OfType<Product>().Select(ProductTile.Of)];
    }

    private async Task<IReadOnlyList<CategoryTile>> CategoriesAsync(CancellationToken cancellationToken)
    {
        var top = (await menu.RefreshAsync(gateway, cancellationToken)).Where(category => category.Products > 0);
        return await Task.WhenAll(top.Select(async category => new CategoryTile(
            category.Name, Addresses.Category(category.Slug), category.Products,
            await pictures.FindAsync(category.Path, gateway, cancellationToken))));
    }
}
