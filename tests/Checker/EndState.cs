using Ecommerce.Checker.Reading;

namespace Ecommerce.Checker;

/// <summary>All that the checks look at, as the databases have it at one moment.</summary>
public sealed class EndState
{
    private EndState(
        OrderBooks orders, PaymentBooks payments, StockBooks stock, SessionBooks sessions, CartBooks carts, AnalyticsBooks analytics, ShelfBooks shelf,
        ReviewBooks reviews, MessageBooks messages, AccountBooks accounts, IReadOnlyList<EventBooks> events)
    {
        (Orders, Payments, Stock, Sessions, Carts) = (orders, payments, stock, sessions, carts);
        (Analytics, Shelf, Reviews, Messages, Accounts, Events) = (analytics, shelf, reviews, messages, accounts, events);
    }

    internal OrderBooks Orders { get; }
    internal PaymentBooks Payments { get; }
    internal StockBooks Stock { get; }
    internal SessionBooks Sessions { get; }
    internal CartBooks Carts { get; }
    internal AnalyticsBooks Analytics { get; }
    internal ShelfBooks Shelf { get; }
    internal ReviewBooks Reviews { get; }
    internal MessageBooks Messages { get; }
    internal AccountBooks Accounts { get; }

    /// <summary>Of every service that says or hears something.</summary>
    internal IReadOnlyList<EventBooks> Events { get; }

    /// <summary>Reads everything. The shop should be at rest, or what is read at different moments does not fit together.</summary>
    public static async Task<EndState> ReadAsync(Databases databases)
    {
        var carts = await CartBooks.ReadAsync(databases.Carts);
        return new(
            await OrderBooks.ReadAsync(databases.Orders),
            await PaymentBooks.ReadAsync(databases.Payments),
            await StockBooks.ReadAsync(databases.Catalog),
            await SessionBooks.ReadAsync(databases.Users),
            carts,
            await AnalyticsBooks.ReadAsync(databases.Analytics),
            await ShelfBooks.ReadAsync(databases.Catalog, databases.Search),
            await ReviewBooks.ReadAsync(databases.Reviews),
            await MessageBooks.ReadAsync(databases.Notifications),
            await AccountBooks.ReadAsync(databases.Users),
            [
                .. await Task.WhenAll(
                    EventBooks.ReadAsync("user-service", databases.Users),
                    EventBooks.ReadAsync("catalog-service", databases.Catalog),
                    EventBooks.ReadAsync("order-service", databases.Orders),
                    EventBooks.ReadAsync("payment-service", databases.Payments),
                    EventBooks.ReadAsync("search-service", databases.Search),
                    EventBooks.ReadAsync("analytics-service", databases.Analytics),
                    EventBooks.ReadAsync("review-service", databases.Reviews),
                    EventBooks.ReadAsync("notification-service", databases.Notifications)),
                carts.Events,
            ]);
    }
}
