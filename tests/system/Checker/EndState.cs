using Ecommerce.Checker.Reading;

namespace Ecommerce.Checker;

/// <summary>All that the checks look at, as the databases have it at one moment; or a part of it, and nothing else.</summary>
public sealed class EndState
{
    internal OrderBooks Orders { get; init; } = OrderBooks.None;
    internal PaymentBooks Payments { get; init; } = PaymentBooks.None;
    internal StockBooks Stock { get; init; } = StockBooks.None;
    internal SessionBooks Sessions { get; init; } = SessionBooks.None;
    internal CartBooks Carts { get; init; } = CartBooks.None;
    internal AnalyticsBooks Analytics { get; init; } = AnalyticsBooks.None;
    internal ShelfBooks Shelf { get; init; } = ShelfBooks.None;
    internal ReviewBooks Reviews { get; init; } = ReviewBooks.None;
    internal MessageBooks Messages { get; init; } = MessageBooks.None;
    internal AccountBooks Accounts { get; init; } = AccountBooks.None;

    /// <summary>Of every service that says or hears something.</summary>
    internal IReadOnlyList<EventBooks> Events { get; init; } = [];

    /// <summary>Reads everything. The shop should be at rest, or what is read at different moments does not fit together.</summary>
    public static async Task<EndState> ReadAsync(Databases databases)
    {
        var carts = await CartBooks.ReadAsync(databases.Carts);
        return new()
        {
            Orders = await OrderBooks.ReadAsync(databases.Orders),
            Payments = await PaymentBooks.ReadAsync(databases.Payments),
            Stock = await StockBooks.ReadAsync(databases.Catalog),
            Sessions = await SessionBooks.ReadAsync(databases.Users),
            Carts = carts,
            Analytics = await AnalyticsBooks.ReadAsync(databases.Analytics),
            Shelf = await ShelfBooks.ReadAsync(databases.Catalog, databases.Search),
            Reviews = await ReviewBooks.ReadAsync(databases.Reviews),
            Messages = await MessageBooks.ReadAsync(databases.Notifications),
            Accounts = await AccountBooks.ReadAsync(databases.Users),
            Events =
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
            ],
        };
    }
}
