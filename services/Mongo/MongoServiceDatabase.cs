using System.Linq.Expressions;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using MongoDB.Bson.Serialization.Conventions;
using MongoDB.Bson.Serialization.Serializers;
using MongoDB.Driver;

namespace Ecommerce.Mongo;

/// <summary>A service's own MongoDB database. Beside the service's collections stand its outbox, its inbox and its locks, written in the same transactions.</summary>
public abstract class MongoServiceDatabase
{
    private static readonly TimeSpan Retention = TimeSpan.FromDays(14);
    private static readonly string[] CommonCollections = ["locks", "outbox", "inbox"];

    private readonly string name;

    static MongoServiceDatabase()
    {
        BsonSerializer.TryRegisterSerializer(new GuidSerializer(GuidRepresentation.Standard));
        UseConventions(typeof(MongoServiceDatabase));
    }

    /// <summary>Connects when it is first used.</summary>
    /// <param name="name">The connection string's name, and the database's unless that says another.</param>
    /// <param name="connectionString">Of a replica set: <c>mongodb://...</c> or <c>mongodb+srv://...</c>.</param>
    /// <param name="application">The service's name.</param>
    protected MongoServiceDatabase(string name, string connectionString, string application)
    {
        this.name = name;
        var url = new MongoUrl(connectionString);
        var settings = MongoClientSettings.FromUrl(url);
        if (!connectionString.Contains("serverSelectionTimeoutMS", StringComparison.OrdinalIgnoreCase))
            settings.ServerSelectionTimeout = TimeSpan.FromSeconds(5);
        settings.ApplicationName ??= application;
        Client = new MongoClient(settings);
        Database = Client.GetDatabase(url.DatabaseName ?? name);
    }

    public MongoClient Client { get; }
    public IMongoDatabase Database { get; }
    public IMongoCollection<LockDocument> Locks => Database.GetCollection<LockDocument>("locks");
    public IMongoCollection<OutboxDocument> Outbox => Database.GetCollection<OutboxDocument>("outbox");
    public IMongoCollection<InboxDocument> Inbox => Database.GetCollection<InboxDocument>("inbox");

    /// <summary>The service's own collections.</summary>
    protected abstract IEnumerable<string> Collections { get; }

    /// <summary>Makes what is missing; any number of replicas may do it at once.</summary>
    /// <exception cref="InvalidOperationException">It is a single server, which has no transactions.</exception>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await RequireTransactionsAsync(cancellationToken);
        await CreateCollectionsAsync(cancellationToken);
        await IndexAsync(cancellationToken);
        await IndexAsync(Outbox, cancellationToken, o => o.Ascending(d => d.PublishedAt).Ascending(d => d.Position));
        await ExpireAsync(Outbox, d => d.PublishedAt, cancellationToken);
        await ExpireAsync(Inbox, d => d.HandledAt, cancellationToken);
    }

    /// <summary>Stores events that are published after the commit, and only then.</summary>
    public Task AddToOutboxAsync<TEvent>(
        IClientSessionHandle session, IReadOnlyCollection<TEvent> events, DateTimeOffset now, CancellationToken cancellationToken)
        where TEvent : IIntegrationEvent
        => events.Count == 0
            ? Task.CompletedTask
            : Outbox.InsertManyAsync(session, events.Select(e => OutboxDocument.Of(OutboxRow.Of(e, now))), cancellationToken: cancellationToken);

    /// <summary>Remembers an event as handled. False: it is already.</summary>
    public async Task<bool> TryAddToInboxAsync(
        IClientSessionHandle session, string consumer, Guid eventId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var id = $"{consumer}/{eventId}";
        if (await Inbox.Find(session, i => i.Id == id).AnyAsync(cancellationToken))
            return false;

        await Inbox.InsertOneAsync(session, new InboxDocument { Id = id, HandledAt = now.UtcDateTime }, cancellationToken: cancellationToken);
        return true;
    }

    /// <summary>Documents of the namespace of <paramref name="type"/> are written in camel case; call it before the first of them is.</summary>
    protected static void UseConventions(Type type)
        => ConventionRegistry.Register(
            type.FullName, new ConventionPack { new CamelCaseElementNameConvention(), new IgnoreExtraElementsConvention(true) },
            document => document.Namespace == type.Namespace);

    /// <summary>Makes the indexes of the service's own collections.</summary>
    protected abstract Task IndexAsync(CancellationToken cancellationToken);

    /// <summary>Makes indexes of a collection.</summary>
    protected static Task IndexAsync<TDocument>(
        IMongoCollection<TDocument> collection, CancellationToken cancellationToken,
        params Func<IndexKeysDefinitionBuilder<TDocument>, IndexKeysDefinition<TDocument>>[] keys)
        => collection.Indexes.CreateManyAsync(keys.Select(k => new CreateIndexModel<TDocument>(k(Builders<TDocument>.IndexKeys))), cancellationToken);

    private async Task RequireTransactionsAsync(CancellationToken cancellationToken)
    {
        var hello = await Client.GetDatabase("admin").RunCommandAsync<BsonDocument>(new BsonDocument("hello", 1), cancellationToken: cancellationToken);
        if (!hello.Contains("setName") && hello.GetValue("msg", "") != "isdbgrid")
            throw new InvalidOperationException($"ConnectionStrings:{name} names a single MongoDB server: transactions need a replica set, which may have one member.");
    }

    // A transaction that makes a collection stands in the way of others.
    private async Task CreateCollectionsAsync(CancellationToken cancellationToken)
    {
        var there = await (await Database.ListCollectionNamesAsync(cancellationToken: cancellationToken)).ToListAsync(cancellationToken);
        foreach (var collection in Collections.Concat(CommonCollections).Except(there, StringComparer.Ordinal))
        {
            try
            {
                await Database.CreateCollectionAsync(collection, cancellationToken: cancellationToken);
            }
            catch (MongoCommandException exists) when (exists.CodeName == "NamespaceExists")
            {
                // Another replica was faster.
            }
        }
    }

    private static Task<string> ExpireAsync<TDocument>(
        IMongoCollection<TDocument> collection, Expression<Func<TDocument, object?>> at, CancellationToken cancellationToken)
        => collection.Indexes.CreateOneAsync(
            new CreateIndexModel<TDocument>(Builders<TDocument>.IndexKeys.Ascending(at), new CreateIndexOptions { ExpireAfter = Retention }),
            cancellationToken: cancellationToken);
}
