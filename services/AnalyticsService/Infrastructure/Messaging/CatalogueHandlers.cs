using Dapper;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Npgsql;

namespace Ecommerce.AnalyticsService.Infrastructure.Messaging;

/// <summary>Stores the names of products and whether they are published.</summary>
internal sealed class CatalogueHandlers : IEventHandler<ProductChanged>, IEventHandler<ProductDeleted>
{
    // A deleted product keeps its name for reports.
    private const string SaveSql = """
        INSERT INTO products AS known (id, version, name, published) VALUES (@id, @version, @name, @published)
        ON CONFLICT (id) DO UPDATE
            SET version = excluded.version, name = coalesce(excluded.name, known.name), published = excluded.published
            WHERE known.version < excluded.version
        """;

    public Task HandleAsync(
        ProductChanged message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => SaveAsync(transaction, message.ProductId, message.Version, message.Name, message.Published, cancellationToken);

    public Task HandleAsync(
        ProductDeleted message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => SaveAsync(transaction, message.ProductId, message.Version, null, published: false, cancellationToken);

    private static Task<int> SaveAsync(
        NpgsqlTransaction transaction, Guid id, long version, string? name, bool published, CancellationToken cancellationToken)
        => transaction.Connection!.ExecuteAsync(new CommandDefinition(
            SaveSql, new { id, version, name, published }, transaction, cancellationToken: cancellationToken));
}
