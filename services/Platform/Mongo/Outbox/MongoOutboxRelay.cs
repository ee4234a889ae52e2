using Ecommerce.Background;
using Ecommerce.Messaging;
using Microsoft.Extensions.Logging;
using MongoDB.Driver;

namespace Ecommerce.Mongo;

/// <summary>
/// Publishes the outbox, of all replicas one at a time: the one that holds the lease. A change stream wakes it, and a sweep stands
/// behind that. A key's next event waits for the one before it. What is read is kept by a majority: no failover takes it back.
/// </summary>
internal sealed partial class MongoOutboxRelay(
    MongoServiceDatabase database, EventPublisher publisher, OutboxBacklog backlog, MessagingOptions options, TimeProvider timeProvider,
    ILogger<MongoOutboxRelay> logger)
    : RecurringWorker(options.SweepInterval, timeProvider, logger)
{
    private static readonly TimeSpan LeaseLength = TimeSpan.FromSeconds(10);

    /// <summary>Well below the time after which a silent connection counts as dead.</summary>
    private static readonly TimeSpan MaxAwaitTime = TimeSpan.FromSeconds(10);

    private static readonly PipelineDefinition<ChangeStreamDocument<OutboxDocument>, ChangeStreamDocument<OutboxDocument>> Inserts =
        new EmptyPipelineDefinition<ChangeStreamDocument<OutboxDocument>>()
            .Match(change => change.OperationType == ChangeStreamOperationType.Insert);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.RelayEnabled)
            return base.StartAsync(cancellationToken);
        LogDisabled();
        return Task.CompletedTask;
    }

    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        await backlog.MeasureIfDueAsync(stoppingToken);
        await using var lease = await MongoLease.TryTakeAsync(database, "outbox", LeaseLength, TimeProvider, stoppingToken);
        if (lease is not null)
            await RelayAsync(lease);
    }

    /// <exception cref="OperationCanceledException">The lease is lost, or the service stops.</exception>
    private async Task RelayAsync(MongoLease lease)
    {
        var awaitTime = new ChangeStreamOptions { MaxAwaitTime = Interval < MaxAwaitTime ? Interval : MaxAwaitTime };
        using var changes = await database.Outbox.WatchAsync(Inserts, awaitTime, lease.Lost);
        do
        {
            while (await PublishNextAsync(lease)) await backlog.MeasureIfDueAsync(lease.Lost);
            await backlog.MeasureIfDueAsync(lease.Lost);
        }
        while (await changes.MoveNextAsync(lease.Lost));
    }

    /// <summary>
    /// A batch begins with the server's word that nobody else is at it. Its end may come later than that is sure: what the broker has
    /// acknowledged is published, whoever says so, and what two have published consumers pass over.
    /// </summary>
    /// <returns>Whether something was published.</returns>
    private async Task<bool> PublishNextAsync(MongoLease lease)
    {
        var waiting = await database.Outbox.Find(o => o.PublishedAt == null).SortBy(o => o.Position).Limit(options.OutboxWindow)
            .ToListAsync(lease.Lost);
        if (waiting.Count == 0 || !await lease.ConfirmAsync(lease.Lost))
            return false;

        var heads = waiting.DistinctBy(o => (o.Topic, o.Key)).ToList();
        var acknowledged = await Task.WhenAll(heads.Select(o => publisher.TryPublishAsync(o.ToRow())));
        var published = heads.Where((_, i) => acknowledged[i]).Select(o => o.EventId).ToList();
        if (published.Count == 0)
            return false;

        await database.Outbox.UpdateManyAsync(
            o => published.Contains(o.EventId),
            Builders<OutboxDocument>.Update.Set(o => o.PublishedAt, TimeProvider.GetUtcNow().UtcDateTime),
            cancellationToken: CancellationToken.None);
        return true;
    }

    [LoggerMessage(LogLevel.Information, "MongoOutboxRelay is disabled on this replica: Messaging:RelayEnabled is false")]
    private partial void LogDisabled();
}
