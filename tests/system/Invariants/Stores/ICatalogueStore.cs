using Ecommerce.Checker.Reading;

namespace Ecommerce.Invariants.Stores;

/// <summary>The catalogue's products, stock and reservations, wherever they are kept.</summary>
internal interface ICatalogueStore : IStore
{
    IEventStore Events { get; }

    /// <summary>Levels, the sums of the movements, and what reservations hold, of one moment.</summary>
    Task<StockBooks> StockAsync();

    Task<IReadOnlyList<ReservationRow>> ReservationsAsync(Guid[] orders);

    /// <summary>The published products.</summary>
    Task<IReadOnlyList<ShelfRow>> ShelfAsync();

    /// <summary>What the variants of some products cost since when.</summary>
    Task<IReadOnlyList<PriceRow>> PricesAsync(Guid[] products);
}

/// <summary>The reviews and their ratings, wherever they are kept.</summary>
internal interface IReviewStore : IStore
{
    IEventStore Events { get; }

    Task<ReviewBooks> ReadAsync();
}

/// <param name="Since">Before that it may have cost something else.</param>
/// <param name="OnSale">It has, had or will have another price for a time.</param>
internal sealed record PriceRow(string Sku, decimal Price, string Currency, DateTime Since, bool OnSale);
