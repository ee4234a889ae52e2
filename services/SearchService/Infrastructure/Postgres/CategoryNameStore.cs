using Dapper;
using Ecommerce.SearchService.Domain.Queries;
using Npgsql;

namespace Ecommerce.SearchService.Infrastructure.Postgres;

/// <summary>Reads the names of categories and keeps them for a moment.</summary>
internal sealed class CategoryNameStore(NpgsqlDataSource database, TimeProvider timeProvider)
{
    private static readonly TimeSpan CacheDuration = TimeSpan.FromSeconds(1);

    private CategoryNames current = new(new Dictionary<string, string>());
    private DateTimeOffset readAt = DateTimeOffset.MinValue;

    public async ValueTask<CategoryNames> GetAsync(CancellationToken cancellationToken)
    {
        if (timeProvider.GetUtcNow() - readAt < CacheDuration)
            return current;

        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Path, string Name)>(
            new CommandDefinition("SELECT path, name FROM category_names", cancellationToken: cancellationToken));
        current = new(rows.ToDictionary(row => row.Path, row => row.Name, StringComparer.Ordinal));
        readAt = timeProvider.GetUtcNow();
        return current;
    }
}
