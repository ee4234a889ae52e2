using System.Text;
using Ecommerce.ServiceDefaults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ecommerce.Messaging;

/// <summary>Hands a consumer the events of a publisher's log that the broker did not deliver to it.</summary>
internal sealed partial class EventBackfill(
    Subscription subscription, IBackfillStore store, EventDispatcher dispatcher, IServiceScopeFactory scopes, TimeProvider timeProvider,
    ILogger<EventBackfill> logger)
{
    /// <param name="publisher">The service whose log is read.</param>
    /// <param name="after">The position behind which reading begins.</param>
    /// <exception cref="HttpRequestException">The publisher does not answer.</exception>
    public async Task<BackfillProgress> RunAsync(string publisher, long after, CancellationToken cancellationToken)
    {
        BackfillProgress? progress = null;
        var handled = 0;
        await using var scope = scopes.CreateAsyncScope();
        var log = scope.ServiceProvider.GetRequiredService<EventLogClient>();
        await foreach (var page in log.ReadAsync(publisher, after, subscription.Types, cancellationToken))
        {
            handled += await HandleAsync(scope.ServiceProvider, page, cancellationToken);
            var position = page.Items is [.., var last] ? last.Position : progress?.Position ?? after;
            progress = new(after, position, progress?.OpenSince ?? page.OpenSince, page.ReadAt);
        }

        if (handled > 0 && store.KnowsProcessed)
            LogBackfilled(subscription.Group, handled, publisher);
        return progress!;
    }

    /// <returns>How many events were handled.</returns>
    private async Task<int> HandleAsync(IServiceProvider services, EventLogPage page, CancellationToken cancellationToken)
    {
        var times = page.Items.DistinctBy(logged => logged.Id).ToDictionary(logged => logged.Id, logged => logged.Time);
        var unprocessed = await store.FindUnprocessedAsync(subscription.Group, times, cancellationToken);
        var handled = 0;
        foreach (var logged in page.Items.Where(logged => unprocessed.Contains(logged.Id)))
        {
            if (await TryHandleAsync(services, logged, cancellationToken))
                handled++;
        }

        return handled;
    }

    private async Task<bool> TryHandleAsync(IServiceProvider services, LoggedEvent logged, CancellationToken cancellationToken)
    {
        if (subscription.RouteFor(logged.Type) is not { } route)
            return false;
        var value = Encoding.UTF8.GetBytes(logged.Data.GetRawText());
        try
        {
            await dispatcher.DispatchAsync(
                subscription.Group, route, new EventContext(logged.Id, logged.Source, logged.Time), value, cancellationToken);
            return true;
        }
        // One that cannot be handled must not hold up the others: an operator can replay it.
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested && !subscription.IsOutage(failure))
        {
            var letter = DeadLetter.From(logged, route.Topic, subscription.Group, value, failure, timeProvider.GetUtcNow());
            await DeadLetterAsync(services, letter, cancellationToken);
            LogDeadLetter(failure, logged.Type, logged.Id);
            return false;
        }
    }

    private async Task DeadLetterAsync(IServiceProvider services, DeadLetter letter, CancellationToken cancellationToken)
    {
        // Without a store it is found in the publisher's log again, until its position is settled.
        if (subscription.KeepsDeadLetters)
            await services.GetRequiredService<IDeadLetterStore>().AddAsync(letter, () => Task.CompletedTask, cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "{Group} backfilled events of {Publisher} that the broker had not delivered: {Count}")]
    private partial void LogBackfilled(string group, int count, string publisher);

    [LoggerMessage(LogLevel.Error, "Dead letter, found by backfill: {Type} {EventId}")]
    private partial void LogDeadLetter(Exception failure, string type, Guid eventId);
}
