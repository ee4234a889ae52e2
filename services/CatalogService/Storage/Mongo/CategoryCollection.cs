using Ecommerce.CatalogService.Categories;
using Ecommerce.Mongo;
using MongoDB.Driver;

namespace Ecommerce.CatalogService.Storage.Mongo;

/// <summary>The tree, in a transaction. Who writes a product locks its category; who changes the tree locks the tree and what changes in it.</summary>
internal sealed class CategoryCollection(IClientSessionHandle session, MongoCatalogue catalogue, Turn turn)
{
    private static FilterDefinitionBuilder<CategoryDocument> Filter => Builders<CategoryDocument>.Filter;

    public async Task<CategoryTree> ClaimAsync(IReadOnlyCollection<CategoryReference> references, CancellationToken cancellationToken)
    {
        var tree = await TreeAsync(cancellationToken);
        if (tree.Missing(references) is { Count: > 0 } missing)
        {
            tree = await LockAsync(cancellationToken);
            foreach (var category in missing)
                await UpsertAsync(category, cancellationToken);
            tree = await TreeAsync(cancellationToken);
        }

        await LockAsync([.. references.Select(tree.Resolve).OfType<Category>().Select(c => c.Slug)], cancellationToken);
        return tree;
    }

    public async Task<CategoryTree> LockAsync(CancellationToken cancellationToken)
    {
        turn.Names(["categories"]);
        await catalogue.Locks.UpdateOneAsync(
            session, l => l.Name == "categories", Builders<LockDocument>.Update.Inc(l => l.Lock, 1), new UpdateOptions { IsUpsert = true }, cancellationToken);
        return await TreeAsync(cancellationToken);
    }

    public async Task SaveAsync(Category category, CancellationToken cancellationToken)
    {
        await LockAsync((await TreeAsync(cancellationToken)).Subtree(category.Slug), cancellationToken);
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
        => new([.. (await catalogue.Categories.Find(session, _ => true).ToListAsync(cancellationToken)).Select(c => c.ToCategory())]);

    private Task<UpdateResult> LockAsync(IReadOnlyCollection<string> slugs, CancellationToken cancellationToken)
    {
        turn.Names(slugs);
        return catalogue.Categories.UpdateManyAsync(
            session, Filter.In(c => c.Slug, slugs), Builders<CategoryDocument>.Update.Inc(c => c.Lock, 1), cancellationToken: cancellationToken);
    }

    private Task<UpdateResult> UpsertAsync(Category category, CancellationToken cancellationToken)
        => catalogue.Categories.UpdateOneAsync(
            session, c => c.Slug == category.Slug,
            Builders<CategoryDocument>.Update.Set(c => c.Name, category.Name).Set(c => c.Parent, category.Parent).Set(c => c.Order, category.Order).Inc(c => c.Lock, 1),
            new UpdateOptions { IsUpsert = true }, cancellationToken);
}
