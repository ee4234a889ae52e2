using Ecommerce.CatalogService.Domain.Categories;
using Ecommerce.Mongo;
using MongoDB.Driver;

namespace Ecommerce.CatalogService.Infrastructure.Mongo;

/// <summary>
/// The tree, in a transaction. A change of a product locks its category; a change of the tree locks the tree and what changes in it.
/// </summary>
internal sealed class CategoryCollection(IClientSessionHandle session, MongoCatalogue catalogue, TransactionLocks locks)
{
    private static FilterDefinitionBuilder<CategoryDocument> Filter => Builders<CategoryDocument>.Filter;

    public async Task<CategoryTree> LockOrCreateAsync(
        IReadOnlyCollection<CategoryReference> references, CancellationToken cancellationToken)
    {
        var tree = await TreeAsync(cancellationToken);
        if (tree.FindMissing(references) is { Count: > 0 } missing)
        {
            tree = await LockAsync(cancellationToken);
            foreach (var category in missing)
                await UpsertAsync(category, cancellationToken);
            tree = await TreeAsync(cancellationToken);
        }

        var slugs = references.Select(tree.Resolve).OfType<Category>().Select(c => c.Slug);
        await LockAsync([.. slugs], cancellationToken);
        return tree;
    }

    public async Task<CategoryTree> LockAsync(CancellationToken cancellationToken)
    {
        locks.Add(["categories"]);
        await catalogue.Locks.UpdateOneAsync(
            session, l => l.Name == "categories", Builders<LockDocument>.Update.Inc(l => l.Lock, 1),
            new UpdateOptions { IsUpsert = true }, cancellationToken);
        return await TreeAsync(cancellationToken);
    }

    public async Task SaveAsync(Category category, CancellationToken cancellationToken)
    {
        var tree = await TreeAsync(cancellationToken);
        await LockAsync(tree.Subtree(category.Slug), cancellationToken);
        await UpsertAsync(category, cancellationToken);
    }

    public async Task<bool> TryDeleteAsync(string slug, CancellationToken cancellationToken)
    {
        if (await catalogue.Products.Find(session, p => p.Category == slug).AnyAsync(cancellationToken))
            return false;

        await catalogue.Categories.DeleteOneAsync(session, c => c.Slug == slug, cancellationToken: cancellationToken);
        return true;
    }

    private async Task<CategoryTree> TreeAsync(CancellationToken cancellationToken)
    {
        var categories = await catalogue.Categories.Find(session, _ => true).ToListAsync(cancellationToken);
        return new([.. categories.Select(c => c.ToCategory())]);
    }

    private Task<UpdateResult> LockAsync(IReadOnlyCollection<string> slugs, CancellationToken cancellationToken)
    {
        locks.Add(slugs);
        return catalogue.Categories.UpdateManyAsync(
            session, Filter.In(c => c.Slug, slugs), Builders<CategoryDocument>.Update.Inc(c => c.Lock, 1),
            cancellationToken: cancellationToken);
    }

    private Task<UpdateResult> UpsertAsync(Category category, CancellationToken cancellationToken)
        => catalogue.Categories.UpdateOneAsync(
            session, c => c.Slug == category.Slug,
            Builders<CategoryDocument>.Update
                .Set(c => c.Name, category.Name).Set(c => c.Parent, category.Parent).Set(c => c.Order, category.Order).Inc(c => c.Lock, 1),
            new UpdateOptions { IsUpsert = true }, cancellationToken);
}
