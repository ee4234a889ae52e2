using Ecommerce.Messaging;
using MongoDB.Driver;

namespace Ecommerce.Mongo;

/// <summary>The collections that every service has.</summary>
internal static class MessagingMigrations
{
    public static IReadOnlyList<MongoMigration> All { get; } =
    [
        new(1, "outbox, inbox and locks", MessagesAsync),
    ];

    private static async Task MessagesAsync(IMongoDatabase database, CancellationToken cancellationToken)
    {
        await database.CreateAsync(cancellationToken, "locks", "outbox", "inbox");
        // What waits, in its order; and the event log, which is all of it.
        await database.GetCollection<OutboxDocument>("outbox").IndexAsync(
            cancellationToken, o => o.Ascending(d => d.PublishedAt).Ascending(d => d.Position), o => o.Ascending(d => d.Position));
    }
}
