using Ecommerce.Contracts;
using Ecommerce.Messaging;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using MongoDB.Bson.Serialization.Conventions;
using MongoDB.Bson.Serialization.Serializers;
using MongoDB.Driver;

namespace Ecommerce.Mongo;

/// <summary>
/// A service's own MongoDB database. Beside the service's collections stand its outbox, its inbox and its locks, written in the same
/// transactions.
/// </summary>
public abstract class MongoServiceDatabase
{
    private readonly MongoClientSettings settings;

    static MongoServiceDatabase()
    {
        BsonSerializer.TryRegisterSerializer(new GuidSerializer(GuidRepresentation.Standard));
        BsonSerializer.TryRegisterSerializer(new DecimalSerializer(BsonType.Decimal128));
        UseConventions(typeof(MongoServiceDatabase));
    }

    /// <summary>Connects when it is first used.</summary>
    /// <param name="name">The connection string's name, and the database's unless that says another.</param>
    /// <param name="connectionString">Of a replica set: <c>mongodb://...</c> or <c>mongodb+srv://...</c>.</param>
    /// <param name="application">The service's name.</param>
    /// <exception cref="InvalidOperationException">The connection string cannot be read.</exception>
    protected MongoServiceDatabase(string name, string connectionString, string application)
    {
        (settings, var database) = MongoConnectionString.Read(name, connectionString, application);
        Name = name;
        Client = new MongoClient(settings);
        Database = Client.GetDatabase(database ?? name);
    }

    public MongoClient Client { get; }
    public IMongoDatabase Database { get; }
    public IMongoCollection<LockDocument> Locks => Database.GetCollection<LockDocument>("locks");
    public IMongoCollection<OutboxDocument> Outbox => Database.GetCollection<OutboxDocument>("outbox");
    public IMongoCollection<InboxDocument> Inbox => Database.GetCollection<InboxDocument>("inbox");

    internal IMongoCollection<DeadLetterDocument> DeadLetters => Database.GetCollection<DeadLetterDocument>("dead_letters");
    internal IMongoCollection<BackfillDocument> CatchUps => Database.GetCollection<BackfillDocument>("catch_ups");

    /// <summary>The connection string's name.</summary>
    internal string Name { get; }

    /// <summary>The versions of the service's own collections, in ascending order.</summary>
    protected internal abstract IReadOnlyList<MongoMigration> Migrations { get; }

    /// <summary>Brings the schema up to date; any number of replicas may do it at once.</summary>
    /// <exception cref="InvalidOperationException">It is a single server, which has no transactions; or a newer version of the service
    /// has been here.</exception>
    public Task PrepareAsync(CancellationToken cancellationToken)
        => new MongoSchema(this, TimeProvider.System).PrepareAsync(cancellationToken);

    /// <summary>Stores events that are published after the commit, and only then.</summary>
    public Task AddToOutboxAsync<TEvent>(
        IClientSessionHandle session, IReadOnlyCollection<TEvent> events, DateTimeOffset now, CancellationToken cancellationToken)
        where TEvent : IIntegrationEvent
        => events.Count == 0
            ? Task.CompletedTask
            : Outbox.InsertManyAsync(
                session, events.Select(e => OutboxDocument.Of(OutboxRow.Of(e, now))), cancellationToken: cancellationToken);

    /// <summary>Remembers an event as handled. False: it is already.</summary>
    public async Task<bool> TryAddToInboxAsync(
        IClientSessionHandle session, string consumer, Guid eventId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var id = InboxDocument.IdOf(consumer, eventId);
        if (await Inbox.Find(session, i => i.Id == id).AnyAsync(cancellationToken))
            return false;

        await Inbox.InsertOneAsync(
            session, new InboxDocument { Id = id, HandledAt = now.UtcDateTime }, cancellationToken: cancellationToken);
        return true;
    }

    /// <summary>A connection for what may take longer than any request, such as an index of a large collection.</summary>
    internal (MongoClient Client, IMongoDatabase Database) ConnectPatiently()
    {
        var patient = settings.Clone();
        patient.SocketTimeout = TimeSpan.Zero;
        var client = new MongoClient(patient);
        return (client, client.GetDatabase(Database.DatabaseNamespace.DatabaseName));
    }

    /// <summary>
    /// Documents of the namespace of <paramref name="type"/> are written in camel case; call it before the first of them is.
    /// </summary>
    protected static void UseConventions(Type type)
        => ConventionRegistry.Register(
            type.FullName, new ConventionPack { new CamelCaseElementNameConvention(), new IgnoreExtraElementsConvention(true) },
            document => document.Namespace == type.Namespace);
}
