using Ecommerce.CatalogService.Categories;
using Ecommerce.CatalogService.Products;

namespace Ecommerce.CatalogService.Tests;

/// <summary>The tree of categories.</summary>
public abstract partial class ProductStoreContract
{
    [SkippableFact]
    public async Task A_category_is_made_when_a_product_names_it_and_stays_while_a_product_or_a_category_is_in_it()
    {
        var (upper, lower) = (Slug.Of(NewSku()), Slug.Of(NewSku()));
        var product = await CreateAsync("Lamp", $"{upper}/{lower}", 5);
        Assert.Equal($"{upper}/{lower}", (await Store.CategoriesAsync(None)).PathOf(product.Details.Category));
        Assert.Equal(1, (await Store.CountByCategoryAsync(None))[lower]);
        Assert.Equal(CategoryRefusal.HasChildren, (await CategoryCommands.DeleteAsync(upper, None)).Refusal);
        Assert.Equal(CategoryRefusal.HasProducts, (await CategoryCommands.DeleteAsync(lower, None)).Refusal);
        await Commands.DeleteAsync(product.Id, new EntityTag(1), None);
        Assert.Equal(CategoryRefusal.None, (await CategoryCommands.DeleteAsync(lower, None)).Refusal);
        Assert.Equal(CategoryRefusal.None, (await CategoryCommands.DeleteAsync(upper, None)).Refusal);
        Assert.Equal(CategoryRefusal.NotFound, (await CategoryCommands.DeleteAsync(upper, None)).Refusal);
    }

    [SkippableFact]
    public async Task However_categories_move_at_once_they_stay_a_tree()
    {
        var slugs = Enumerable.Range(0, 6).Select(_ => Slug.Of(NewSku())).ToArray();
        foreach (var slug in slugs)
            await CategoryCommands.CreateAsync(new Category(slug, slug, null, 0), None);
        var random = new Random(7);
        var moves = Enumerable.Range(0, 60).Select(_ => random.GetItems(slugs, 2)).ToList();

        var outcomes = await Task.WhenAll(moves.Select(m => Task.Run(() => CategoryCommands.ReplaceAsync(new Category(m[0], m[0], m[1], 0), None))));

        Assert.Contains(outcomes, o => o.Refusal == CategoryRefusal.None);
        Assert.Contains(outcomes, o => o.Refusal == CategoryRefusal.Misplaced);
        var parents = (await Store.CategoriesAsync(None)).InOrder().Where(c => slugs.Contains(c.Slug)).ToDictionary(c => c.Slug, c => c.Parent);
        Assert.Equal(slugs.Order(), parents.Keys.Order());
    }

    [SkippableFact]
    public async Task A_renamed_category_is_told_of_by_each_product_in_it()
    {
        var (upper, lower) = (Slug.Of(NewSku()), Slug.Of(NewSku()));
        var product = await CreateAsync("Lamp", $"{upper}/{lower}", 5);
        await CategoryCommands.ReplaceAsync(new Category(upper, "Renamed", null, 0), None);
        Assert.Equal((5m, 2), await ListedAsync(product.Id));
        Assert.Equal(2, (await EventsAsync(product.Id)).Count(type => type == "product-changed.v1"));
    }
}
