using Ecommerce.CatalogService.Domain.Categories;
using Ecommerce.CatalogService.Features.Categories;
using Ecommerce.CatalogService.Features.ReadProducts;

namespace Ecommerce.CatalogService.Tests;

/// <summary>The tree of categories.</summary>
public abstract partial class ProductStoreContract
{
    [Fact]
    public async Task Category_is_created_by_its_first_product_and_deleted_only_when_empty()
    {
        var (upper, lower) = (Slug.Of(NewSku()), Slug.Of(NewSku()));
        var product = await CreateAsync("Lamp", $"{upper}/{lower}", 5);
        Assert.Equal($"{upper}/{lower}", (await Store.GetCategoriesAsync(None)).PathOf(product.Details.Category));
        Assert.Equal(1, (await Store.CountByCategoryAsync(None))[lower]);
        Assert.Equal(CategoryError.HasChildren, (await CategoryCommands.DeleteAsync(upper, None)).Error);
        Assert.Equal(CategoryError.HasProducts, (await CategoryCommands.DeleteAsync(lower, None)).Error);
        await Commands.DeleteAsync(product.Id, new EntityTag(1), None);
        Assert.Equal(CategoryError.None, (await CategoryCommands.DeleteAsync(lower, None)).Error);
        Assert.Equal(CategoryError.None, (await CategoryCommands.DeleteAsync(upper, None)).Error);
        Assert.Equal(CategoryError.NotFound, (await CategoryCommands.DeleteAsync(upper, None)).Error);
    }

    [Fact]
    public async Task Concurrent_moves_of_categories_never_close_a_cycle()
    {
        var slugs = Enumerable.Range(0, 6).Select(_ => Slug.Of(NewSku())).ToArray();
        foreach (var slug in slugs)
            await CategoryCommands.CreateAsync(new Category(slug, slug, null, 0), None);
        var random = new Random(7);
        var moves = Enumerable.Range(0, 60).Select(_ => random.GetItems(slugs, 2)).ToList();

        var outcomes = await Task.WhenAll(
            moves.Select(m => Task.Run(() => CategoryCommands.ReplaceAsync(new Category(m[0], m[0], m[1], 0), None))));

        Assert.Contains(outcomes, o => o.Error == CategoryError.None);
        Assert.Contains(outcomes, o => o.Error == CategoryError.InvalidParent);
        var parents = (await Store.GetCategoriesAsync(None)).DepthFirst().Where(c => slugs.Contains(c.Slug)).ToDictionary(
            c => c.Slug, c => c.Parent);
        Assert.Equal(slugs.Order(), parents.Keys.Order());
    }

    [Fact]
    public async Task Renamed_category_publishes_its_products_again()
    {
        var (upper, lower) = (Slug.Of(NewSku()), Slug.Of(NewSku()));
        var product = await CreateAsync("Lamp", $"{upper}/{lower}", 5);
        await CategoryCommands.ReplaceAsync(new Category(upper, "Renamed", null, 0), None);
        Assert.Equal((5m, 2), await ListedAsync(product.Id));
        Assert.Equal(2, (await EventsAsync(product.Id)).Count(type => type == "product-changed.v1"));
    }
}
