using Ecommerce.CatalogService.Storage;

namespace Ecommerce.CatalogService.Categories;

internal enum CategoryRefusal
{
    None,
    NotFound,
    Exists,
    Misplaced,
    HasChildren,
    HasProducts,
}

/// <param name="Why">What is wrong with its place, when it is misplaced.</param>
internal sealed record CategoryOutcome(CategoryRefusal Refusal = CategoryRefusal.None, string? Why = null);

/// <summary>Changes of the tree, one after the other: none can close a circle that another one opened.</summary>
internal sealed class CategoryCommands(IProductStore store, CategoryCache cache, TimeProvider time)
{
    public Task<CategoryOutcome> CreateAsync(Category category, CancellationToken cancellationToken)
        => ChangeAsync(
            async (transaction, tree) =>
            {
                if (tree.Find(category.Slug) is not null)
                    return new CategoryOutcome(CategoryRefusal.Exists);
                return await PlaceAsync(transaction, tree, category, cancellationToken);
            },
            cancellationToken);

    public Task<CategoryOutcome> ReplaceAsync(Category category, CancellationToken cancellationToken)
        => ChangeAsync(
            async (transaction, tree) =>
            {
                if (tree.Find(category.Slug) is not { } current)
                    return new CategoryOutcome(CategoryRefusal.NotFound);

                var outcome = await PlaceAsync(transaction, tree, category, cancellationToken);
                if (outcome.Refusal == CategoryRefusal.None && (current.Name, current.Parent) != (category.Name, category.Parent))
                    await transaction.RefreshProductsAsync(tree.Subtree(category.Slug), time.GetUtcNow(), cancellationToken);
                return outcome;
            },
            cancellationToken);

    public Task<CategoryOutcome> DeleteAsync(string slug, CancellationToken cancellationToken)
        => ChangeAsync(
            async (transaction, tree) =>
            {
                if (tree.Find(slug) is null)
                    return new CategoryOutcome(CategoryRefusal.NotFound);
                if (tree.HasChildren(slug))
                    return new CategoryOutcome(CategoryRefusal.HasChildren);
                return await transaction.TryDeleteCategoryAsync(slug, cancellationToken)
                    ? new CategoryOutcome()
                    : new CategoryOutcome(CategoryRefusal.HasProducts);
            },
            cancellationToken);

    private async Task<CategoryOutcome> ChangeAsync(
        Func<ICatalogTransaction, CategoryTree, Task<CategoryOutcome>> change, CancellationToken cancellationToken)
    {
        var outcome = await store.InTransactionAsync(
            async (transaction, token) =>
            {
                var outcome = await change(transaction, await transaction.LockCategoriesAsync(token));
                if (outcome.Refusal == CategoryRefusal.None)
                    await transaction.CommitAsync(token);
                return outcome;
            },
            cancellationToken);
        cache.Forget();
        return outcome;
    }

    private static async Task<CategoryOutcome> PlaceAsync(
        ICatalogTransaction transaction, CategoryTree tree, Category category, CancellationToken cancellationToken)
    {
        if (CategoryRules.Misplaced(category, tree) is { } why)
            return new CategoryOutcome(CategoryRefusal.Misplaced, why);

        await transaction.SaveCategoryAsync(category, cancellationToken);
        return new CategoryOutcome();
    }
}
