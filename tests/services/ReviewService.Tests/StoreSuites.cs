using Ecommerce.Testing;

namespace Ecommerce.ReviewService.Tests;

// Every test of the service runs on each of its stores.

public sealed class PostgresReviewShop() : ReviewShop(new PostgresServer())
{
    private protected override IReviewOracle Look(string database) => new PostgresReviewOracle(database);
}

public sealed class MongoReviewShop() : ReviewShop(new MongoServer())
{
    private protected override IReviewOracle Look(string database) => new MongoReviewOracle(database);
}

[CollectionDefinition(Name)]
public sealed class OnPostgres : ICollectionFixture<PostgresReviewShop>
{
    public const string Name = "review-service on PostgreSQL";
}

[CollectionDefinition(Name)]
public sealed class OnMongo : ICollectionFixture<MongoReviewShop>
{
    public const string Name = "review-service on MongoDB";
}

[Collection(OnPostgres.Name)]
public sealed class PostgresCatchUpTests(PostgresReviewShop shop) : CatchUpTests(shop);

[Collection(OnMongo.Name)]
public sealed class MongoCatchUpTests(MongoReviewShop shop) : CatchUpTests(shop);

[Collection(OnPostgres.Name)]
public sealed class PostgresModerationTests(PostgresReviewShop shop) : ModerationTests(shop);

[Collection(OnMongo.Name)]
public sealed class MongoModerationTests(MongoReviewShop shop) : ModerationTests(shop);

[Collection(OnPostgres.Name)]
public sealed class PostgresReadReviewTests(PostgresReviewShop shop) : ReadReviewTests(shop);

[Collection(OnMongo.Name)]
public sealed class MongoReadReviewTests(MongoReviewShop shop) : ReadReviewTests(shop);

[Collection(OnPostgres.Name)]
public sealed class PostgresVerifiedPurchaseTests(PostgresReviewShop shop) : VerifiedPurchaseTests(shop);

[Collection(OnMongo.Name)]
public sealed class MongoVerifiedPurchaseTests(MongoReviewShop shop) : VerifiedPurchaseTests(shop);

[Collection(OnPostgres.Name)]
public sealed class PostgresWriteReviewTests(PostgresReviewShop shop) : WriteReviewTests(shop);

[Collection(OnMongo.Name)]
public sealed class MongoWriteReviewTests(MongoReviewShop shop) : WriteReviewTests(shop);
