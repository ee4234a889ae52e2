using Ecommerce.Messaging;
using MongoDB.Driver;

namespace Ecommerce.Mongo;

/// <summary>The collections that every service has.</summary>
internal static class MessagingMigrations
{
    public static IReadOnlyList<MongoMigration> All { get; } =
    [
        new(1, "outbox, inbox and locks", MessagesAsync),
        new(2, "dead letters and catching up", LettersAsync),
    ];

    private static async Task MessagesAsync(IMongoDatabase database, CancellationToken cancellationToken)
    {
        await database.CreateAsync(cancellationToken, "locks", "outbox", "inbox");
        // What waits, in its order; and the event log, which is all of it.
        await database.GetCollection<OutboxDocument>("outbox").IndexAsync(
            cancellationToken, o => o.Ascending(d => d.PublishedAt).Ascending(d => d.Position), o => o.Ascending(d => d.Position));
    }

    private static async Task LettersAsync(IMongoDatabase database, CancellationToken cancellationToken)
    {
        await database.CreateAsync(cancellationToken, "dead_letters", "catch_ups");
        // One letter per event, however often it comes again.
        await database.GetCollection<DeadLetterDocument>("dead_letters").IndexUniquelyAsync(
            l => l.Ascending(d => d.Consumer)
                .Ascending(d => d.EventId), Builders<DeadLetterDocument>.Filter.Exists(l => l.EventId), cancellationToken);
        await database.GetCollection<BackfillDocument>("catch_ups").IndexAsync(
            cancellationToken, c => c.Ascending(d => d.Consumer).Ascending(d => d.Service).Ascending(d => d.Position));
    }
}
