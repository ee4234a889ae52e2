using Ecommerce.CatalogService.Domain.Categories;
using Npgsql;
using NpgsqlTypes;

namespace Ecommerce.CatalogService.Infrastructure.Postgres;

/// <summary>
/// A change of the tree locks the tree and the rows that change; a change of a product locks its category's row for share. So each sees
/// what the other did.
/// </summary>
internal static class CategoryRows
{
    public const string All = "SELECT slug, name, parent, sort_order FROM categories";

    public static async Task<CategoryTree> LockOrCreateAsync(
        NpgsqlConnection connection, IReadOnlyCollection<CategoryReference> references, CancellationToken cancellationToken)
    {
        var tree = await TreeAsync(connection, cancellationToken);
        if (tree.FindMissing(references).Count > 0)
        {
            tree = await LockAsync(connection, cancellationToken);
            foreach (var category in tree.FindMissing(references))
                await UpsertAsync(connection, category, cancellationToken);
            tree = await TreeAsync(connection, cancellationToken);
        }

        var slugs = references.Select(tree.Resolve).OfType<Category>().Select(c => c.Slug).ToArray();
        await new NpgsqlCommand("SELECT FROM categories WHERE slug = ANY ($1) ORDER BY slug FOR SHARE", connection)
            .With(Parameter.Of(slugs)).ExecuteAsync(cancellationToken);
        return await TreeAsync(connection, cancellationToken);
    }

    public static async Task<CategoryTree> LockAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await new NpgsqlCommand("SELECT pg_advisory_xact_lock(hashtextextended('categories', 0))", connection)
            .ExecuteAsync(cancellationToken);
        return await TreeAsync(connection, cancellationToken);
    }

    public static async Task SaveAsync(NpgsqlConnection connection, Category category, CancellationToken cancellationToken)
    {
        // Waits for transactions that write products below it: they would publish the old name or path.
        await new NpgsqlCommand("""
            WITH RECURSIVE subtree AS (
                SELECT slug FROM categories WHERE slug = $1
                UNION SELECT c.slug FROM categories c JOIN subtree s ON c.parent = s.slug)
            SELECT FROM categories WHERE slug IN (SELECT slug FROM subtree) ORDER BY slug FOR UPDATE
            """, connection).With(Parameter.Of(category.Slug)).ExecuteAsync(cancellationToken);
        await UpsertAsync(connection, category, cancellationToken);
    }

    public static async Task<bool> TryDeleteAsync(NpgsqlConnection connection, string slug, CancellationToken cancellationToken)
    {
        await new NpgsqlCommand("SELECT FROM categories WHERE slug = $1 FOR UPDATE", connection)
            .With(Parameter.Of(slug)).ExecuteAsync(cancellationToken);
        return await new NpgsqlCommand("""
            DELETE FROM categories WHERE slug = $1 AND NOT EXISTS (SELECT FROM products WHERE category = $1) RETURNING true
            """, connection).With(Parameter.Of(slug)).ReadBooleanAsync(cancellationToken);
    }

    public static Category Category(NpgsqlDataReader row) => new(
        row.Get<string>("slug"), row.Get<string>("name"), row.GetNullable<string>("parent"), row.Get<int>("sort_order"));

    private static async Task<CategoryTree> TreeAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
        => new(await new NpgsqlCommand(All, connection).ReadAllAsync(Category, cancellationToken));

    private static Task UpsertAsync(NpgsqlConnection connection, Category category, CancellationToken cancellationToken)
        => new NpgsqlCommand("""
            INSERT INTO categories (slug, name, parent, sort_order) VALUES ($1, $2, $3, $4)
            ON CONFLICT (slug) DO UPDATE SET name = excluded.name, parent = excluded.parent, sort_order = excluded.sort_order
            """, connection).With(
                Parameter.Of(category.Slug), Parameter.Of(category.Name),
                Parameter.Nullable(category.Parent, NpgsqlDbType.Text), Parameter.Of(category.Order))
            .ExecuteAsync(cancellationToken);
}
