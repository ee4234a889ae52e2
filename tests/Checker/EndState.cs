using Ecommerce.Checker.Reading;

namespace Ecommerce.Checker;

/// <summary>All that the checks look at, as the databases have it at one moment.</summary>
public sealed class EndState
{
    private EndState(OrderBooks orders, PaymentBooks payments, StockBooks stock, SessionBooks sessions, CartCount carts, AnalyticsBooks analytics, ShelfBooks shelf,
        IReadOnlyList<EventBooks> events)
        => (Orders, Payments, Stock, Sessions, Carts, Analytics, Shelf, Events) = (orders, payments, stock, sessions, carts, analytics, shelf, events);

    internal OrderBooks Orders { get; }
    internal PaymentBooks Payments { get; }
    internal StockBooks Stock { get; }
    internal SessionBooks Sessions { get; }
    internal CartCount Carts { get; }
    internal AnalyticsBooks Analytics { get; }
    internal ShelfBooks Shelf { get; }

    /// <summary>Of every service that has a database.</summary>
    internal IReadOnlyList<EventBooks> Events { get; }

    /// <summary>Reads everything. The shop should be at rest, or what is read at different moments does not fit together.</summary>
    public static async Task<EndState> ReadAsync(Databases databases) => new(
        await OrderBooks.ReadAsync(databases.Orders),
        await PaymentBooks.ReadAsync(databases.Payments),
        await StockBooks.ReadAsync(databases.Catalog),
        await SessionBooks.ReadAsync(databases.Users),
        await CartCount.ReadAsync(databases.Carts),
        await AnalyticsBooks.ReadAsync(databases.Analytics),
        await ShelfBooks.ReadAsync(databases.Catalog, databases.Search),
        [
            await EventBooks.ReadAsync("user-service", databases.Users),
            await EventBooks.ReadAsync("catalog-service", databases.Catalog),
            await EventBooks.ReadAsync("order-service", databases.Orders),
            await EventBooks.ReadAsync("payment-service", databases.Payments),
            await EventBooks.ReadAsync("search-service", databases.Search),
            await EventBooks.ReadAsync("analytics-service", databases.Analytics),
        ]);
}
