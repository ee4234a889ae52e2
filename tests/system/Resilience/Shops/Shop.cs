using Ecommerce.Checker;
using Ecommerce.Testing;

namespace Ecommerce.Resilience.Shops;

/// <summary>
/// The shop as it runs: nine services, order-service twice, on real servers; each of them can be taken away and brought back.
/// </summary>
internal sealed class Shop : IAsyncDisposable
{
    public const string AdminEmail = "admin@ecommerce.example";
    public const string AdminPassword = "the password of a test run";

    public PostgresServer Postgres { get; } = new();
    public RedisServer Redis { get; } = new();
    public BrokerServer Broker { get; } = new() { Topics = "users.v1:4,catalog.v1:4,carts.v1:4,orders.v1:4,payments.v1:4,reviews.v1:4" };

    public SmtpSink Mail { get; } = new();

    public ShopService Users { get; } = new("user-service", "UserService");
    public ShopService Catalog { get; } = new("catalog-service", "CatalogService");
    public ShopService Cart { get; } = new("cart-service", "CartService");
    public ShopService Payments { get; } = new("payment-service", "PaymentService");
    public ShopService Search { get; } = new("search-service", "SearchService");
    public ShopService Analytics { get; } = new("analytics-service", "AnalyticsService");
    public ShopService Reviews { get; } = new("review-service", "ReviewService");
    public ShopService Notifications { get; } = new("notification-service", "NotificationService");
    public IReadOnlyList<ShopService> Orders { get; } = [new("order-service 1", "OrderService"), new("order-service 2", "OrderService")];

    public IReadOnlyList<ShopService> Services => [Users, Catalog, Cart, Payments, Search, Analytics, Reviews, Notifications, .. Orders];

    public Databases Databases { get; private set; } = null!;

    /// <summary>Opens it; all is healthy then.</summary>
    /// <param name="change">Changes settings before the services start.</param>
    public static async Task<Shop> OpenAsync(Action<Shop>? change = null)
    {
        var shop = new Shop();
        try
        {
            await Lifetimes.InitializeAllAsync(shop.Postgres, shop.Redis, shop.Broker);
            shop.Databases = new(
                await shop.Postgres.CreateDatabaseAsync(), await shop.Postgres.CreateDatabaseAsync(),
                    await shop.Postgres.CreateDatabaseAsync(),
                await shop.Postgres.CreateDatabaseAsync(), await shop.Postgres.CreateDatabaseAsync(),
                    await shop.Postgres.CreateDatabaseAsync(),
                await shop.Postgres.CreateDatabaseAsync(), await shop.Postgres.CreateDatabaseAsync(), shop.Redis.ConnectionString);
            shop.Configure();
            change?.Invoke(shop);
            await Task.WhenAll(shop.Services.Select(service => service.StartAsync()));
            await Task.WhenAll(shop.Services.Select(service => service.IsHealthyAsync()));
            return shop;
        }
        catch
        {
            await shop.DisposeAsync();
            throw;
        }
    }

    /// <exception cref="InvalidOperationException">A service has ended that nobody killed.</exception>
    public void MustBeAlive()
    {
        if (Services.Select(service => service.Obituary).FirstOrDefault(obituary => obituary is not null) is { } obituary)
            throw new InvalidOperationException(obituary);
    }

    /// <summary>Writes down what the services said, for whoever has to find out what went wrong.</summary>
    /// <returns>The folder, a file for each.</returns>
    public async Task<string> KeepLogsAsync()
    {
        var folder = Directory.CreateDirectory(Repository.PathOf("artifacts", "resilience")).FullName;
        foreach (var service in Services) await File.WriteAllTextAsync(Path.Combine(folder, $"{service.Name}.log"), service.Output);
        return folder;
    }

    /// <summary>Ends the services; the servers stay, with all that is in them.</summary>
    public Task CloseAsync() => Task.WhenAll(Services.Select(service => service.StopAsync()));

    public async ValueTask DisposeAsync()
    {
        await Lifetimes.DisposeAllAsync(Services);
        await Lifetimes.DisposeAllAsync(Broker, Redis, Postgres, Mail);
    }

    private void Configure()
    {
        foreach (var service in Services) ShopSettings.Common(service.Settings, this);
        ShopSettings.Users(Users.Settings, Databases);
        ShopSettings.Catalog(Catalog.Settings, Databases);
        ShopSettings.Cart(Cart.Settings, Databases);
        ShopSettings.Payments(Payments.Settings, Databases);
        ShopSettings.Reader(Search, "search", Databases.Search, this, "events:read", "products:read");
        ShopSettings.Reader(Analytics, "analytics", Databases.Analytics, this, "events:read", "orders:read");
        ShopSettings.Reader(Reviews, "reviews", Databases.Reviews, this, "events:read");
        ShopSettings.Reader(Notifications, "notifications", Databases.Notifications, this, "events:read", "users:read", "orders:read");
        ShopSettings.Notifications(Notifications.Settings, this);
        foreach (var replica in Orders) ShopSettings.Orders(replica.Settings, Databases);
        ShopSettings.Account("payment-service", [Payments], this, "events:read");
        ShopSettings.Account("order-service", Orders, this, "events:read");
        ShopSettings.Account("cart-service", [Cart], this, "events:read");
    }
}
