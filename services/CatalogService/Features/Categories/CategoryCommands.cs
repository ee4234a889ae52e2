using Ecommerce.CatalogService.Domain.Categories;
using Ecommerce.CatalogService.Infrastructure.Cache;
using Ecommerce.CatalogService.Infrastructure.Storage;

namespace Ecommerce.CatalogService.Features.Categories;

/// <summary>Changes of the tree, one after the other: two at the same time cannot close a cycle.</summary>
internal sealed class CategoryCommands(
    IProductStore store, CategoryCache cache, ProductCache products, TimeProvider timeProvider)
{
    public Task<CategoryResult> CreateAsync(Category category, CancellationToken cancellationToken)
        => ChangeAsync(
            async (transaction, tree) =>
            {
                if (tree.Find(category.Slug) is not null)
                    return new CategoryResult(CategoryError.Exists);
                return await SaveAsync(transaction, tree, category, cancellationToken);
            },
            cancellationToken);

    public Task<CategoryResult> ReplaceAsync(Category category, CancellationToken cancellationToken)
        => ChangeAsync(
            async (transaction, tree) =>
            {
                if (tree.Find(category.Slug) is not { } current)
                    return new CategoryResult(CategoryError.NotFound);

                var result = await SaveAsync(transaction, tree, category, cancellationToken);
                var changesProducts = (current.Name, current.Parent) != (category.Name, category.Parent);
                if (result.Error == CategoryError.None && changesProducts)
                    await transaction.ScheduleProductRefreshAsync(tree.Subtree(category.Slug), timeProvider.GetUtcNow(), cancellationToken);
                return result;
            },
            cancellationToken);

    public Task<CategoryResult> DeleteAsync(string slug, CancellationToken cancellationToken)
        => ChangeAsync(
            async (transaction, tree) =>
            {
                if (tree.Find(slug) is null)
                    return new CategoryResult(CategoryError.NotFound);
                if (tree.HasChildren(slug))
                    return new CategoryResult(CategoryError.HasChildren);
                return await transaction.TryDeleteCategoryAsync(slug, cancellationToken)
                    ? new CategoryResult()
                    : new CategoryResult(CategoryError.HasProducts);
            },
            cancellationToken);

    private async Task<CategoryResult> ChangeAsync(
        Func<ICatalogTransaction, CategoryTree, Task<CategoryResult>> change, CancellationToken cancellationToken)
    {
        var result = await store.InTransactionAsync(
            async (transaction, token) =>
            {
                var result = await change(transaction, await transaction.LockCategoriesAsync(token));
                if (result.Error == CategoryError.None)
                    await transaction.CommitAsync(token);
                return result;
            },
            cancellationToken);
        cache.Invalidate();
        products.InvalidateLists();
        return result;
    }

    private static async Task<CategoryResult> SaveAsync(
        ICatalogTransaction transaction, CategoryTree tree, Category category, CancellationToken cancellationToken)
    {
        if (CategoryPlacement.FindError(category, tree) is { } error)
            return new CategoryResult(CategoryError.InvalidParent, error);

        await transaction.SaveCategoryAsync(category, cancellationToken);
        return new CategoryResult();
    }
}
