using MongoDB.Driver;

namespace Ecommerce.Invariants.Stores;

/// <summary>All that holds data of the shop.</summary>
internal sealed class ShopStores : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> owned = [];

    /// <exception cref="InvalidOperationException">A connection string is missing or cannot be read; the message names it.</exception>
    public ShopStores(IConfiguration configuration)
    {
        (Users, Orders, Payments) = (Postgres("users"), Postgres("orders"), Postgres("payments"));
        (Search, Analytics, Notifications) = (Postgres("search"), Postgres("analytics"), Postgres("notifications"));
        Catalogue = MongoStore.IsNamedBy(Text("catalog"))
            ? new MongoCatalogue(Mongo("catalog"))
            : new PostgresCatalogue(Postgres("catalog"));
        Reviews = MongoStore.IsNamedBy(Text("reviews")) ? new MongoReviews(Mongo("reviews")) : new PostgresReviews(Postgres("reviews"));
        Carts = Open("redis", text => new CartStore(text));

        MongoStore Mongo(string name) => Open(name, text => new MongoStore(name, text));

        PostgresStore Postgres(string name) => Open(name, text => new PostgresStore(name, text));

        T Open<T>(string name, Func<string, T> open)
            where T : IAsyncDisposable
        {
            try
            {
                var store = open(Text(name));
                owned.Add(store);
                return store;
            }
#pragma warning disable MA0054 // It may hold a password: neither it nor the exception that quotes it is told.
            catch (Exception unreadable) when (unreadable is ArgumentException or FormatException or MongoConfigurationException)
            {
                throw new InvalidOperationException($"Setting ConnectionStrings:{name} is no connection string of its store.");
            }
#pragma warning restore MA0054
        }

        string Text(string name) => configuration.GetConnectionString(name) is { Length: > 0 } text
            ? text
            : throw new InvalidOperationException(
                $"Setting ConnectionStrings:{name} is missing: the shop's stores are read where the services keep them.");
    }

    public PostgresStore Users { get; }
    public PostgresStore Orders { get; }
    public PostgresStore Payments { get; }
    public PostgresStore Search { get; }
    public PostgresStore Analytics { get; }
    public PostgresStore Notifications { get; }
    public ICatalogueStore Catalogue { get; }
    public IReviewStore Reviews { get; }
    public CartStore Carts { get; }

    public IReadOnlyList<IStore> All => [Users, Catalogue, Orders, Payments, Search, Analytics, Reviews, Notifications, Carts];

    public async ValueTask DisposeAsync()
    {
        foreach (var store in owned) await store.DisposeAsync();
    }
}
