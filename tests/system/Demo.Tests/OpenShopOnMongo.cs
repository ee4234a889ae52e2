using Ecommerce.Testing;

namespace Ecommerce.Demo.Tests;

/// <summary>The same with products and reviews on MongoDB.</summary>
public sealed class OpenShopOnMongo : OpenShop
{
    private readonly MongoServer mongo = new();

    public override async ValueTask InitializeAsync()
    {
        if (mongo.Missing is not null) return;
        await mongo.InitializeAsync();
        (Catalogue, Reviews) = (await mongo.CreateDatabaseAsync(), await mongo.CreateDatabaseAsync());
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await mongo.DisposeAsync();
    }
}
