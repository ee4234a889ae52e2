using System.Text;
using Dapper;
using Ecommerce.ServiceDefaults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ecommerce.Messaging;

/// <summary>Gives a consumer what a service has said and the consumer has not heard.</summary>
internal sealed partial class CatchUp(
    Subscription subscription, NpgsqlDataSource dataSource, EventDispatcher dispatcher, IServiceScopeFactory scopes, MessagingOptions options, TimeProvider time,
    ILogger<CatchUp> logger)
{
    private const string Unheard = """
        SELECT id FROM unnest(@ids) id
        WHERE NOT EXISTS (SELECT FROM inbox WHERE consumer = @Group AND event_id = id)
            AND NOT EXISTS (SELECT FROM dead_letters WHERE consumer = @Group AND event_id = id)
        """;

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
            var unheard = await UnheardAsync(page.Items, cancellationToken);
            foreach (var logged in page.Items.Where(logged => unheard.Contains(logged.Id)))
                late += await HandleAsync(logged, cancellationToken) ? 1 : 0;
            reached = new(page.Items is [.., var last] ? last.Position : reached?.Position ?? after, reached?.OpenSince ?? page.OpenSince, page.ReadAt);
        }

        if (late > 0) LogCaughtUp(subscription.Group, late, service);
        return reached!;
    }

    private async Task<HashSet<Guid>> UnheardAsync(IReadOnlyList<LoggedEvent> page, CancellationToken cancellationToken)
    {
        // Of what is older the inbox may have forgotten that it was handled.
        var oldest = time.GetUtcNow() - options.Retention;
        var ids = page.Where(logged => logged.Time > oldest).Select(logged => logged.Id).ToArray();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<Guid>(new CommandDefinition(Unheard, new { ids, subscription.Group }, cancellationToken: cancellationToken))];
    }

    private async Task<bool> HandleAsync(LoggedEvent logged, CancellationToken cancellationToken)
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
            await BuryAsync(DeadLetter.From(logged, route.Topic, subscription.Group, value, failure, time.GetUtcNow()), cancellationToken);
            LogDeadLetter(failure, logged.Type, logged.Id);
            return false;
        }
    }

    private async Task BuryAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await DeadLetterStore.AddAsync(transaction, letter, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "{Group} caught up with {Count} events of {Service} that the broker had not delivered")]
    private partial void LogCaughtUp(string group, int count, string service);

    [LoggerMessage(LogLevel.Error, "Dead letter, caught up with: {Type} {EventId}")]
    private partial void LogDeadLetter(Exception failure, string type, Guid eventId);
}

/// <summary>How far a log was read.</summary>
/// <param name="Position">The last that was read; where it began if there was nothing new.</param>
/// <param name="OpenSince">When the first page was read, as in <see cref="EventLogReading"/>.</param>
/// <param name="ReadAt">When the last page was read, as there.</param>
internal sealed record CaughtUp(long Position, DateTimeOffset OpenSince, DateTimeOffset ReadAt);
