using Ecommerce.Background;
using Ecommerce.Messaging;
using Microsoft.Extensions.Logging;

namespace Ecommerce.Mongo;

/// <summary>Brings a service's MongoDB schema up to date before anything else of the service starts.</summary>
internal sealed class MongoStart(
    MongoServiceDatabase database, MessagingOptions options, TimeProvider timeProvider, ILogger<MongoStart> logger)
    : DatabaseStart(database.Name, timeProvider, logger)
{
    protected override async Task<IReadOnlyList<string>> PrepareAsync(CancellationToken cancellationToken)
    {
        var applied = await new MongoSchema(database, TimeProvider).PrepareAsync(cancellationToken);
        // What was published and what was handled is forgotten when no broker can deliver it again.
        await database.Outbox.ExpireAsync(d => d.PublishedAt, options.Retention, cancellationToken);
        await database.Inbox.ExpireAsync(d => d.HandledAt, options.Retention, cancellationToken);
        return applied;
    }

    protected override bool IsOutage(Exception failure) => MongoFailures.IsOutage(failure);
}
