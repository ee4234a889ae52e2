using Ecommerce.Bench.Catalogue;
using Ecommerce.Load;
using Ecommerce.ServiceDefaults;
using Ecommerce.Testing;

namespace Ecommerce.Bench.Orders;

/// <summary>Everything that a checkout goes through, order-service twice.</summary>
internal sealed class Shop : IAsyncDisposable
{
    private readonly List<ServiceProcess> started = [];

    private Shop(ShopDatabases databases) => Databases = databases;

    public ShopDatabases Databases { get; }

    public Uri Catalogue { get; private set; } = Nowhere;

    public Uri Carts { get; private set; } = Nowhere;

    public Uri Payments { get; private set; } = Nowhere;

    public Uri Users { get; private set; } = Nowhere;

    /// <summary>Calls of paths of order-service, each to the next replica.</summary>
    public HttpClient Orders { get; private set; } = new();

    private static Uri Nowhere => new("http://127.0.0.1");

    public static async Task<Shop> StartAsync(Servers servers, int products)
    {
        var shop = new Shop(new(
            await servers.CreateDatabaseAsync(), await servers.CreateDatabaseAsync(), await servers.CreateDatabaseAsync(),
            await servers.CreateDatabaseAsync()));
        // Logins are measured elsewhere: passwords are cheap here.
        var users = shop.Add(await StartUsersAsync(servers, shop.Databases.Users, passwordRounds: 10_000));
        var catalogue = shop.Add(await servers.StartAsync(
            "Ecommerce.CatalogService", null, ("ConnectionStrings__catalog", shop.Databases.Catalogue)));
        using (var file = new ProductFile(products))
            await file.ImportAsync(catalogue, servers.Tokens.Issue(Guid.CreateVersion7(), Permissions.ProductsWrite));
        var carts = shop.Add(await servers.StartAsync("Ecommerce.CartService", users, Service("catalog-service", catalogue)));
        shop.Payments = shop.Add(await servers.StartAsync(
            "Ecommerce.PaymentService", users, ("ConnectionStrings__payments", shop.Databases.Payments)));
        var orders = new List<Uri>();
        for (var replica = 0; replica < 2; replica++)
            orders.Add(shop.Add(await servers.StartAsync("Ecommerce.OrderService", users,
                ("ConnectionStrings__orders", shop.Databases.Orders), Service("catalog-service", catalogue),
                Service("cart-service", carts))));
        (shop.Users, shop.Carts, shop.Catalogue) = (users, carts, catalogue);
        shop.Orders = new HttpClient(new RoundRobin(orders, new SocketsHttpHandler())) { BaseAddress = orders[0] };
        return shop;
    }

    public static Task<ServiceProcess> StartUsersAsync(Servers servers, string database, int passwordRounds)
        => servers.StartAsync("Ecommerce.UserService", null,
        ("ConnectionStrings__users", database), ("JWT_EXPIRATION", "3600"),
        ("PASSWORD_HASH_ITERATIONS", $"{passwordRounds}"));

    public async ValueTask DisposeAsync()
    {
        Orders.Dispose();
        foreach (var service in started)
            await service.DisposeAsync();
    }

    private static (string Name, string Value) Service(string name, Uri address) => ($"services__{name}__http__0", address.ToString());

    private Uri Add(ServiceProcess service)
    {
        started.Add(service);
        return service.Address;
    }
}

/// <summary>Connection strings: measures look there for what became of things, or fill them.</summary>
internal sealed record ShopDatabases(string Users, string Catalogue, string Payments, string Orders);
