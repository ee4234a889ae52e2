namespace Ecommerce.SearchService.Tests;

[CollectionDefinition(Name)]
public sealed class PostgresCollection : ICollectionFixture<SearchShop>
{
    public const string Name = "search in PostgreSQL";
}

[Collection(PostgresCollection.Name)]
public sealed class PostgresProductProjectionTests(SearchShop shop) : ProductProjectionContract(shop);

[Collection(PostgresCollection.Name)]
public sealed class PostgresSearchTests(SearchShop shop) : SearchContract(shop);

public sealed class PostgresRebuildTests(SearchShop shop) : RebuildContract(shop), IClassFixture<SearchShop>;
