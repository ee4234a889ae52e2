using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using MongoDB.Bson.Serialization.Conventions;
using MongoDB.Bson.Serialization.Serializers;
using MongoDB.Driver;

namespace Ecommerce.CatalogService.Storage.Mongo;

/// <summary>The collections of the catalogue and their indexes.</summary>
internal sealed class MongoCatalogue
{
    private static readonly TimeSpan Retention = TimeSpan.FromDays(14);

    private static readonly string[] Names =
        ["products", "stock", "stock_movements", "reservations", "returns", "stock_adjustments", "categories", "locks", "outbox", "inbox"];

    static MongoCatalogue()
    {
        BsonSerializer.TryRegisterSerializer(new GuidSerializer(GuidRepresentation.Standard));
        ConventionRegistry.Register(
            "catalogue", new ConventionPack { new CamelCaseElementNameConvention(), new IgnoreExtraElementsConvention(true) },
            type => type.Namespace == typeof(MongoCatalogue).Namespace);
    }

    public MongoCatalogue(string connectionString)
    {
        var url = new MongoUrl(connectionString);
        var settings = MongoClientSettings.FromUrl(url);
        if (!connectionString.Contains("serverSelectionTimeoutMS", StringComparison.OrdinalIgnoreCase))
            settings.ServerSelectionTimeout = TimeSpan.FromSeconds(5);
        settings.ApplicationName ??= "catalog-service";
        Client = new MongoClient(settings);
        Database = Client.GetDatabase(url.DatabaseName ?? "catalog");
    }

    public MongoClient Client { get; }
    public IMongoDatabase Database { get; }
    public IMongoCollection<ProductDocument> Products => Database.GetCollection<ProductDocument>("products");
    public IMongoCollection<StockDocument> Stock => Database.GetCollection<StockDocument>("stock");
    public IMongoCollection<MovementDocument> Movements => Database.GetCollection<MovementDocument>("stock_movements");
    public IMongoCollection<ReservationDocument> Reservations => Database.GetCollection<ReservationDocument>("reservations");
    public IMongoCollection<ReceivedReturnDocument> Returns => Database.GetCollection<ReceivedReturnDocument>("returns");
    public IMongoCollection<AdjustmentDocument> Adjustments => Database.GetCollection<AdjustmentDocument>("stock_adjustments");
    public IMongoCollection<CategoryDocument> Categories => Database.GetCollection<CategoryDocument>("categories");
    public IMongoCollection<LockDocument> Locks => Database.GetCollection<LockDocument>("locks");
    public IMongoCollection<OutboxDocument> Outbox => Database.GetCollection<OutboxDocument>("outbox");
    public IMongoCollection<InboxDocument> Inbox => Database.GetCollection<InboxDocument>("inbox");

    /// <summary>Makes what is missing; any number of replicas may do it at once.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await RequireTransactionsAsync(cancellationToken);
        await CreateCollectionsAsync(cancellationToken);
        await IndexAsync(Products, cancellationToken, p => p.Ascending(d => d.SortName).Ascending(d => d.Id), p => p.Ascending(d => d.LowestPrice).Ascending(d => d.Id),
            p => p.Ascending(d => d.Category).Ascending(d => d.SortName).Ascending(d => d.Id), p => p.Ascending(d => d.Brand).Ascending(d => d.SortName).Ascending(d => d.Id),
            p => p.Ascending(d => d.RefreshAt));
        await IndexAsync(Stock, cancellationToken, s => s.Ascending(d => d.ProductId));
        await IndexAsync(Reservations, cancellationToken, r => r.Ascending(d => d.State).Ascending(d => d.ExpiresAt));
        await IndexAsync(Categories, cancellationToken, c => c.Ascending(d => d.Parent));
        await IndexAsync(Outbox, cancellationToken, o => o.Ascending(d => d.PublishedAt).Ascending(d => d.Position));
        await Movements.Indexes.CreateOneAsync(
            new CreateIndexModel<MovementDocument>(
                Builders<MovementDocument>.IndexKeys.Ascending(d => d.Sku).Descending(d => d.Version), new CreateIndexOptions { Unique = true }),
            cancellationToken: cancellationToken);
        await ExpireAsync(Outbox, d => d.PublishedAt, cancellationToken);
        await ExpireAsync(Inbox, d => d.HandledAt, cancellationToken);
    }

    private async Task RequireTransactionsAsync(CancellationToken cancellationToken)
    {
        var hello = await Client.GetDatabase("admin").RunCommandAsync<BsonDocument>(new BsonDocument("hello", 1), cancellationToken: cancellationToken);
        if (!hello.Contains("setName") && hello.GetValue("msg", "") != "isdbgrid")
            throw new InvalidOperationException("ConnectionStrings:catalog names a single MongoDB server: transactions need a replica set, which may have one member.");
    }

    // A transaction that makes a collection stands in the way of others.
    private async Task CreateCollectionsAsync(CancellationToken cancellationToken)
    {
        var there = await (await Database.ListCollectionNamesAsync(cancellationToken: cancellationToken)).ToListAsync(cancellationToken);
        foreach (var name in Names.Except(there, StringComparer.Ordinal))
        {
            try
            {
                await Database.CreateCollectionAsync(name, cancellationToken: cancellationToken);
            }
            catch (MongoCommandException exists) when (exists.CodeName == "NamespaceExists")
            {
                // Another replica was faster.
            }
        }
    }

    private static Task<IEnumerable<string>> IndexAsync<TDocument>(
        IMongoCollection<TDocument> collection, CancellationToken cancellationToken,
        params Func<IndexKeysDefinitionBuilder<TDocument>, IndexKeysDefinition<TDocument>>[] keys)
        => collection.Indexes.CreateManyAsync(keys.Select(k => new CreateIndexModel<TDocument>(k(Builders<TDocument>.IndexKeys))), cancellationToken);

    private static Task<string> ExpireAsync<TDocument>(
        IMongoCollection<TDocument> collection, System.Linq.Expressions.Expression<Func<TDocument, object?>> at, CancellationToken cancellationToken)
        => collection.Indexes.CreateOneAsync(
            new CreateIndexModel<TDocument>(Builders<TDocument>.IndexKeys.Ascending(at), new CreateIndexOptions { ExpireAfter = Retention }),
            cancellationToken: cancellationToken);
}
