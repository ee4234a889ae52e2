using Ecommerce.Checker.Reading;

namespace Ecommerce.Invariants.Stores;

/// <summary>The catalogue in PostgreSQL.</summary>
internal sealed class PostgresCatalogue(PostgresStore store) : ICatalogueStore
{
    private const string ReadPrices = """
        select variant ->> 'sku' as sku, (variant #>> '{price,amount}')::numeric as price, variant #>> '{price,currency}' as currency,
            p.updated_at as since,
            coalesce(variant -> 'sale', 'null') <> 'null' as onsale
        from products p cross join jsonb_array_elements(p.document -> 'variants') variant
        where p.id = any(@products)
        """;

    public string Name => store.Name;

    public IEventStore Events { get; } = new PostgresEvents(store);

    public Task<string> IdentifyAsync() => store.IdentifyAsync();

    public Task<StockBooks> StockAsync() => store.ReadAsync(StockBooks.ReadLevelsAsync);

    public Task<IReadOnlyList<ReservationRow>> ReservationsAsync(Guid[] orders)
        => store.ReadAsync(db => StockBooks.ReadReservationsAsync(db, orders));

    public Task<IReadOnlyList<ShelfRow>> ShelfAsync() => store.ReadAsync(ShelfBooks.ReadCatalogueAsync);

    public Task<IReadOnlyList<PriceRow>> PricesAsync(Guid[] products)
        => store.ReadAsync(db => db.ReadAsync<PriceRow>(ReadPrices, new { products }));
}
