using Ecommerce.Testing;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Ecommerce.Mongo.Tests;

/// <summary>A service's database with one collection of its own.</summary>
internal sealed class TestDatabase(string connectionString, IReadOnlyList<MongoMigration>? migrations = null)
    : MongoServiceDatabase("test", connectionString, "test-service")
{
    public IMongoCollection<BsonDocument> Effects => Database.GetCollection<BsonDocument>("effects");

    protected internal override IReadOnlyList<MongoMigration> Migrations { get; } =
        migrations ?? [new(1, "effects", (database, cancellationToken) => database.CreateAsync(cancellationToken, "effects"))];
}

/// <summary>A test on a database of its own.</summary>
public abstract class MongoTest(MongoServer server) : IClassFixture<MongoServer>, IAsyncLifetime
{
    private protected string Url { get; private set; } = "";

    private protected TestDatabase Database { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync()
    {
        server.SkipIfMissing();
        Url = await AnotherAsync();
        Database = new(Url);
        await Database.PrepareAsync(default);
    }

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The address of another empty database.</summary>
    private protected Task<string> AnotherAsync() => server.CreateDatabaseAsync();
}
