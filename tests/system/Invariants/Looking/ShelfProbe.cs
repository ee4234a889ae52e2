using Ecommerce.Checker;
using Ecommerce.Checker.Invariants;
using Ecommerce.Checker.Reading;
using Ecommerce.Invariants.Stores;
using Ecommerce.Invariants.Watching;
using Microsoft.Extensions.Options;

namespace Ecommerce.Invariants.Looking;

/// <summary>What shoppers find, what others thought of it, and what they left in their carts: by its sources, and as it is told.</summary>
internal sealed class ShelfProbe(ShopStores stores, IOptions<InvariantsOptions> options) : IProbe
{
    public IReadOnlyList<int> Invariants => [Statement.Copies];

    public IReadOnlyList<IStore> Stores => [stores.Catalogue, stores.Search, stores.Reviews, stores.Orders, stores.Analytics, stores.Carts];

    public async Task<Look> LookAsync()
    {
        Guid[] carts = [.. (await stores.Carts.EventsAsync()).Outbox.Select(row => row.EventId)];
        var state = new EndState
        {
            Carts = CartBooks.None with { Said = carts },
            Shelf = await stores.Search.ReadAsync(ShelfBooks.ReadIndexAsync) with { Catalogue = await stores.Catalogue.ShelfAsync() },
            Orders = await stores.Orders.ReadAsync(OrderBooks.ReadSalesAsync),
            Reviews = await stores.Reviews.ReadAsync(),
            Analytics = await stores.Analytics.ReadAsync(async db => AnalyticsBooks.None with
            {
                Reviews = await AnalyticsBooks.ReadReviewsAsync(db),
                AbandonedCarts = await db.ReadAsync<Guid>(
                    "select event_id from abandoned_carts where event_id = any(@carts)", new { carts }),
            }),
        };
        string[] wrong = [.. CopiesEqualTheirSources.Violations(state), .. RatingsAreTheReviews.Violations(state)];
        return new([.. Finding.Of(Statement.Copies, wrong, options.Value.CatchUp)])
        {
            Counts =
            [
                new(Statement.Copies, "products in search", $"{state.Shelf.Index.Count} of {state.Shelf.Catalogue.Count}"),
                new(Statement.Copies, "reviews", $"{state.Reviews.Reviews.Count}"),
                new(Statement.Copies, "products rated", $"{state.Reviews.Ratings.Count(rating => rating.Count > 0)}"),
            ],
        };
    }
}
