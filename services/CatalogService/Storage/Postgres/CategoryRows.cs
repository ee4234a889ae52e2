using Ecommerce.CatalogService.Categories;
using Npgsql;
using NpgsqlTypes;

namespace Ecommerce.CatalogService.Storage.Postgres;

/// <summary>
/// Who changes the tree holds its lock, and the rows that change; who writes a product holds a share of its category's row, so that
/// either sees what the other did.
/// </summary>
internal static class CategoryRows
{
    public const string All = "SELECT slug, name, parent, sort_order FROM categories";

    public static async Task<CategoryTree> ClaimAsync(
        NpgsqlConnection connection, IReadOnlyCollection<CategoryReference> references, CancellationToken cancellationToken)
    {
        var tree = await TreeAsync(connection, cancellationToken);
        if (tree.Missing(references).Count > 0)
        {
            tree = await LockAsync(connection, cancellationToken);
            foreach (var category in tree.Missing(references))
                await UpsertAsync(connection, category, cancellationToken);
            tree = await TreeAsync(connection, cancellationToken);
        }

        await new NpgsqlCommand("SELECT FROM categories WHERE slug = ANY ($1) ORDER BY slug FOR SHARE", connection)
            .With(Commands.Value(references.Select(tree.Resolve).OfType<Category>().Select(c => c.Slug).ToArray())).RunAsync(cancellationToken);
        return await TreeAsync(connection, cancellationToken);
    }

    public static async Task<CategoryTree> LockAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await new NpgsqlCommand("SELECT pg_advisory_xact_lock(hashtextextended('categories', 0))", connection).RunAsync(cancellationToken);
        return await TreeAsync(connection, cancellationToken);
    }

    public static async Task SaveAsync(NpgsqlConnection connection, Category category, CancellationToken cancellationToken)
    {
        // Whoever writes a product below it is waited for: it would tell of the old name or path.
        await new NpgsqlCommand("""
            WITH RECURSIVE subtree AS (
                SELECT slug FROM categories WHERE slug = $1
                UNION SELECT c.slug FROM categories c JOIN subtree s ON c.parent = s.slug)
            SELECT FROM categories WHERE slug IN (SELECT slug FROM subtree) ORDER BY slug FOR UPDATE
            """, connection).With(Commands.Value(category.Slug)).RunAsync(cancellationToken);
        await UpsertAsync(connection, category, cancellationToken);
    }

    public static async Task<bool> TryDeleteAsync(NpgsqlConnection connection, string slug, CancellationToken cancellationToken)
    {
        await new NpgsqlCommand("SELECT FROM categories WHERE slug = $1 FOR UPDATE", connection).With(Commands.Value(slug)).RunAsync(cancellationToken);
        return await new NpgsqlCommand("""
            DELETE FROM categories WHERE slug = $1 AND NOT EXISTS (SELECT FROM products WHERE category = $1) RETURNING true
            """, connection).With(Commands.Value(slug)).IsTrueAsync(cancellationToken);
    }

    public static Category Category(NpgsqlDataReader row) => new(row.GetString(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), row.GetInt32(3));

    private static async Task<CategoryTree> TreeAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
        => new(await new NpgsqlCommand(All, connection).ReadAllAsync(Category, cancellationToken));

    private static Task UpsertAsync(NpgsqlConnection connection, Category category, CancellationToken cancellationToken)
        => new NpgsqlCommand("""
            INSERT INTO categories (slug, name, parent, sort_order) VALUES ($1, $2, $3, $4)
            ON CONFLICT (slug) DO UPDATE SET name = excluded.name, parent = excluded.parent, sort_order = excluded.sort_order
            """, connection).With(
                Commands.Value(category.Slug), Commands.Value(category.Name),
                Commands.Optional(category.Parent, NpgsqlDbType.Text), Commands.Value(category.Order))
            .RunAsync(cancellationToken);
}
