namespace Ecommerce.EndToEnd.Tests;

/// <summary>One open shop for all tests of the collection.</summary>
public sealed class Shop : IAsyncLifetime
{
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("ecommerce-shop-");
    private AppHost? appHost;

    internal Uri Gateway => Open.Gateway;

    internal Uri Storefront => Open.Storefront;

    internal Uri Dashboard => Open.Dashboard;

    internal Uri Inbox => Open.Inbox;

    internal AppHost AppHost => Open;

    /// <summary>Waits until every service answers the gateway, and the storefront is ready.</summary>
    internal Task IsOpenAsync() => Open.IsOpenAsync(TimeSpan.FromMinutes(1));

    private AppHost Open => appHost ?? throw new InvalidOperationException("The shop is not open.");

    internal Task<Shopper> InventoryManagerAsync() => Shopper.LoginAsync(Gateway, "inventory@ecommerce.example", AppHost.DemoPassword);

    public async Task InitializeAsync() => appHost = await AppHost.StartAsync(data.FullName);

    public async Task DisposeAsync()
    {
        if (appHost is not null)
            await appHost.DisposeAsync();
        data.Delete(recursive: true);
    }
}

[CollectionDefinition(nameof(Shop))]
public sealed class ShopCollection : ICollectionFixture<Shop>;
