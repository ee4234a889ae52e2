using Dapper;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Npgsql;

namespace Ecommerce.AnalyticsService.Events;

/// <summary>What products are called, and which of them may be shown to shoppers.</summary>
internal sealed class CatalogueHandlers : IEventHandler<ProductChanged>, IEventHandler<ProductDeleted>
{
    // A product that is gone keeps the name that it had: it was sold under it.
    private const string Save = """
        insert into products as known (id, version, name, published) values (@id, @version, @name, @published)
        on conflict (id) do update
            set version = excluded.version, name = coalesce(excluded.name, known.name), published = excluded.published
            where known.version < excluded.version
        """;

    public Task HandleAsync(ProductChanged message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => SaveAsync(transaction, message.ProductId, message.Version, message.Name, message.Published, cancellationToken);

    public Task HandleAsync(ProductDeleted message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => SaveAsync(transaction, message.ProductId, message.Version, null, published: false, cancellationToken);

    private static Task<int> SaveAsync(
        NpgsqlTransaction transaction, Guid id, long version, string? name, bool published, CancellationToken cancellationToken)
        => transaction.Connection!.ExecuteAsync(new CommandDefinition(
            Save, new { id, version, name, published }, transaction, cancellationToken: cancellationToken));
}
