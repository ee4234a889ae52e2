using Dapper;
using Npgsql;

namespace Ecommerce.SearchService.Queries;

/// <summary>What categories are called, by path.</summary>
internal sealed class CategoryNames(IReadOnlyDictionary<string, string> names)
{
    /// <summary>What products tell of is the name of their own category; of one that has none itself, the slug says enough.</summary>
    public string NameOf(string path)
    {
        if (names.TryGetValue(path, out var name))
            return name;
        var slug = path[(path.LastIndexOf('/') + 1)..].Replace('-', ' ');
        return slug.Length == 0 ? slug : char.ToUpperInvariant(slug[0]) + slug[1..];
    }

    /// <summary>The paths that a slug, a path or a name may mean.</summary>
    public IReadOnlyList<string> PathsOf(string category)
    {
        string[] meant = [.. names.Where(pair => string.Equals(pair.Value, category, StringComparison.OrdinalIgnoreCase)).Select(pair => pair.Key)
            .Concat(names.Keys.SelectMany(path => Ending(path, category))).Distinct(StringComparer.Ordinal)];
        return meant.Length > 0 ? meant : [category];
    }

    /// <summary>The part of a path that ends with this slug, or these.</summary>
    private static IEnumerable<string> Ending(string path, string slugs)
    {
        var found = $"/{path}/".IndexOf($"/{slugs}/", StringComparison.Ordinal);
        if (found >= 0)
            yield return path[..(found + slugs.Length)];
    }
}

internal sealed class CategoryNameStore(NpgsqlDataSource database, TimeProvider time)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(1);

    private CategoryNames current = new(new Dictionary<string, string>());
    private DateTimeOffset readAt = DateTimeOffset.MinValue;

    public async ValueTask<CategoryNames> GetAsync(CancellationToken cancellationToken)
    {
        if (time.GetUtcNow() - readAt < KeptFor)
            return current;

        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Path, string Name)>(
            new CommandDefinition("SELECT path, name FROM category_names", cancellationToken: cancellationToken));
        current = new(rows.ToDictionary(row => row.Path, row => row.Name, StringComparer.Ordinal));
        readAt = time.GetUtcNow();
        return current;
    }
}
