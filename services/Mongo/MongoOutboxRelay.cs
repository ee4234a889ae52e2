using Ecommerce.Messaging;
using Ecommerce.ServiceDefaults;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MongoDB.Driver;

namespace Ecommerce.Mongo;

/// <summary>
/// Publishes the outbox, of all replicas one at a time: the one that holds the lease. A change stream wakes it, and a sweep stands
/// behind that. A key's next event waits for the one before it.
/// </summary>
internal sealed partial class MongoOutboxRelay(
    MongoServiceDatabase database, EventPublisher publisher, TimeProvider time, ILogger<MongoOutboxRelay> logger) : BackgroundService
{
    private const int Window = 500;
    private static readonly TimeSpan Sweep = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    private readonly string holder = $"{Guid.CreateVersion7()}";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var untraced = BackgroundWork.Untraced();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                using var changes = await database.Outbox.WatchAsync(
                    new EmptyPipelineDefinition<ChangeStreamDocument<OutboxDocument>>().Match(change => change.OperationType == ChangeStreamOperationType.Insert),
                    new ChangeStreamOptions { MaxAwaitTime = Sweep }, stoppingToken);
                do
                    await DrainAsync(stoppingToken);
                while (await changes.MoveNextAsync(stoppingToken));
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested && (MongoFailures.IsOutage(e) || e is MongoException))
            {
                LogLost(e.Message);
                await Task.Delay(Sweep, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task DrainAsync(CancellationToken stoppingToken)
    {
        while (await HasLeaseAsync(stoppingToken) && await PublishNextAsync(stoppingToken) && !stoppingToken.IsCancellationRequested)
            continue;
    }

    /// <returns>Whether something was published.</returns>
    private async Task<bool> PublishNextAsync(CancellationToken cancellationToken)
    {
        var waiting = await database.Outbox.Find(o => o.PublishedAt == null).SortBy(o => o.Position).Limit(Window).ToListAsync(cancellationToken);
        var heads = waiting.DistinctBy(o => (o.Topic, o.Key)).ToList();
        var acknowledged = await Task.WhenAll(heads.Select(o => publisher.TryPublishAsync(o.ToRow())));
        var published = heads.Where((_, i) => acknowledged[i]).Select(o => o.EventId).ToList();
        if (published.Count == 0)
            return false;

        await database.Outbox.UpdateManyAsync(
            o => published.Contains(o.EventId), Builders<OutboxDocument>.Update.Set(o => o.PublishedAt, time.GetUtcNow().UtcDateTime), cancellationToken: CancellationToken.None);
        return true;
    }

    private async Task<bool> HasLeaseAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        try
        {
            await database.Locks.UpdateOneAsync(
                l => l.Name == "outbox" && (l.Holder == holder || l.Until < now),
                Builders<LockDocument>.Update.Set(l => l.Holder, holder).Set(l => l.Until, now + Lease),
                new UpdateOptions { IsUpsert = true }, cancellationToken);
            return true;
        }
        catch (MongoWriteException taken) when (taken.WriteError.Category == ServerErrorCategory.DuplicateKey)
        {
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The outbox cannot be read, trying again: {Reason}")]
    private partial void LogLost(string reason);
}
