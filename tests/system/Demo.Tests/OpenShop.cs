using System.Globalization;
using System.Text.Json.Nodes;
using Ecommerce.Resilience.Shops;
using Ecommerce.Testing;
using Npgsql;

namespace Ecommerce.Demo.Tests;

/// <summary>A real shop behind its gateway, with shoppers in it and somebody who watches it.</summary>
public class OpenShop : IAsyncLifetime
{
    private static readonly (string Name, Func<Shop, ShopService> Service)[] Routed =
    [
        ("user-service", shop => shop.Users), ("catalog-service", shop => shop.Catalog), ("cart-service", shop => shop.Cart),
        ("order-service", shop => shop.Orders[0]), ("payment-service", shop => shop.Payments),
        ("notification-service", shop => shop.Notifications), ("review-service", shop => shop.Reviews),
        ("search-service", shop => shop.Search), ("analytics-service", shop => shop.Analytics),
    ];

    private ServiceProcess? gateway, shoppers, invariants;

    internal Shop Shop { get; private set; } = null!;

    /// <summary>Where products are kept; in PostgreSQL unless told.</summary>
    internal string? Catalogue { get; private protected set; }

    /// <summary>Where reviews are kept; in PostgreSQL unless told.</summary>
    internal string? Reviews { get; private protected set; }

    internal ServiceProcess Shoppers => shoppers!;

    internal ServiceProcess Invariants => invariants!;

    public virtual async ValueTask InitializeAsync()
    {
        Shop = await Shop.OpenAsync(shop =>
        {
            shop.Catalog.Settings["DEMO_DATA"] = "true";
            shop.Catalog.Settings["ConnectionStrings__catalog"] = Catalogue ??= shop.Databases.Catalog;
            shop.Reviews.Settings["ConnectionStrings__reviews"] = Reviews ??= shop.Databases.Reviews;
        });
        gateway = await ServiceProcess.StartAsync("Ecommerce.Gateway", Services());
        shoppers = await ServiceProcess.StartAsync("Shoppers", new Dictionary<string, string>
        {
            ["services__gateway__http__0"] = gateway.Address.OriginalString, ["Shoppers__Rate"] = "6", ["Shoppers__Customers"] = "5",
            ["Shoppers__StaffPassword"] = Shop.AdminPassword,
        });
        var databases = Shop.Databases;
        invariants = await ServiceProcess.StartAsync("Invariants", new Dictionary<string, string>(Services())
        {
            ["ConnectionStrings__users"] = databases.Users, ["ConnectionStrings__catalog"] = Catalogue!,
            ["ConnectionStrings__orders"] = databases.Orders,
            ["ConnectionStrings__payments"] = databases.Payments, ["ConnectionStrings__search"] = databases.Search,
            ["ConnectionStrings__analytics"] = databases.Analytics, ["ConnectionStrings__reviews"] = Reviews!,
            ["ConnectionStrings__notifications"] = databases.Notifications, ["ConnectionStrings__redis"] = databases.Carts,
            ["services__shoppers__http__0"] = shoppers.Address.OriginalString, ["Invariants__Interval"] = "00:00:00.500",
        });
    }

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var program in new[] { invariants, shoppers, gateway })
            if (program is not null) await program.DisposeAsync();
        if (Shop is not null) await Shop.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>What the service says of the ten.</summary>
    internal async Task<JsonNode?> ReportAsync()
    {
        using var answer = await Invariants.Client.GetAsync("/invariants");
        return answer.IsSuccessStatusCode ? JsonNode.Parse(await answer.Content.ReadAsStringAsync()) : null;
    }

    /// <summary>Waits until it says so.</summary>
    internal Task<JsonNode> IsAsync(string state) => Eventually.Async(
        async () => await ReportAsync()
            ?? new JsonObject(), report => (string?)report["state"] == state, $"the invariants are {state}", TimeSpan.FromMinutes(2));

    /// <summary>Waits until so many more orders were accepted.</summary>
    internal async Task SellsAsync(int orders)
    {
        var before = ShopperTests.Accepted(await ShopperTests.FiguresAsync(Shoppers));
        await Eventually.Async(
            async () => ShopperTests.Accepted(await ShopperTests.FiguresAsync(Shoppers)) >= before + orders,
            $"{orders} orders are accepted", TimeSpan.FromMinutes(2));
    }

    internal static async Task<int> ChangeAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteNonQueryAsync();
    }

    private Dictionary<string, string> Services()
    {
        var settings = new Dictionary<string, string>
        {
            ["Authentication__Authority"] = "http://user-service", ["Authentication__Issuer"] = "https://ecommerce.example",
            ["Authentication__Audience"] = "ecommerce",
            ["RateLimit__PermitsPerMinute"] = 100_000.ToString(CultureInfo.InvariantCulture),
        };
        foreach (var (name, service) in Routed) settings[$"services__{name}__http__0"] = service(Shop).Address.OriginalString;
        return settings;
    }
}
