using System.Text;
using Ecommerce.ServiceDefaults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ecommerce.Messaging;

/// <summary>Gives a consumer what a service has said and the consumer has not heard.</summary>
internal sealed partial class CatchUp(
    Subscription subscription, ICatchUpMemory memory, EventDispatcher dispatcher, IServiceScopeFactory scopes, TimeProvider time, ILogger<CatchUp> logger)
{
    /// <param name="service">Whose log is read.</param>
    /// <param name="after">Behind which position.</param>
    /// <exception cref="HttpRequestException">The service does not answer.</exception>
    public async Task<CaughtUp> RunAsync(string service, long after, CancellationToken cancellationToken)
    {
        CaughtUp? reached = null;
        var late = 0;
        await using var scope = scopes.CreateAsyncScope();
        await foreach (var page in scope.ServiceProvider.GetRequiredService<EventLogClient>().ReadAsync(service, after, subscription.Types, cancellationToken))
        {
            var unheard = await memory.FindUnheardAsync(subscription.Group, page.Items.DistinctBy(logged => logged.Id).ToDictionary(logged => logged.Id, logged => logged.Time), cancellationToken);
            foreach (var logged in page.Items.Where(logged => unheard.Contains(logged.Id)))
                late += await HandleAsync(scope.ServiceProvider, logged, cancellationToken) ? 1 : 0;
            reached = new(after, page.Items is [.., var last] ? last.Position : reached?.Position ?? after, reached?.OpenSince ?? page.OpenSince, page.ReadAt);
        }

        if (late > 0 && memory.KnowsWhatWasHeard) LogCaughtUp(subscription.Group, late, service);
        return reached!;
    }

    private async Task<bool> HandleAsync(IServiceProvider services, LoggedEvent logged, CancellationToken cancellationToken)
    {
        if (subscription.RouteFor(logged.Type) is not { } route) return false;
        var value = Encoding.UTF8.GetBytes(logged.Data.GetRawText());
        try
        {
            await dispatcher.DispatchAsync(subscription.Group, route, new EventContext(logged.Id, logged.Source, logged.Time), value, cancellationToken);
            return true;
        }
        // One that cannot be handled must not keep the others back: an operator can replay it.
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested && !subscription.IsOutage(failure))
        {
            await BuryAsync(services, DeadLetter.From(logged, route.Topic, subscription.Group, value, failure, time.GetUtcNow()), cancellationToken);
            LogDeadLetter(failure, logged.Type, logged.Id);
            return false;
        }
    }

    private async Task BuryAsync(IServiceProvider services, DeadLetter letter, CancellationToken cancellationToken)
    {
        // Without a database it is in the log alone: there it stays, and is tried again until its position is settled.
        if (!subscription.KeepsDeadLetters) return;
        await services.GetRequiredService<IDeadLetterStore>().AddAsync(letter, () => Task.CompletedTask, cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "{Group} caught up with {Count} events of {Service} that the broker had not delivered")]
    private partial void LogCaughtUp(string group, int count, string service);

    [LoggerMessage(LogLevel.Error, "Dead letter, caught up with: {Type} {EventId}")]
    private partial void LogDeadLetter(Exception failure, string type, Guid eventId);
}
