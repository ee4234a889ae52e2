using Ecommerce.Messaging;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ecommerce.Mongo;

/// <summary>Brings the schema up to date before anything else of the service starts.</summary>
internal sealed partial class MongoStart(MongoServiceDatabase database, MessagingOptions options, TimeProvider time, ILogger<MongoStart> logger)
    : IHostedLifecycleService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                await PrepareAsync(cancellationToken);
                return;
            }
            catch (Exception notYet) when (MongoFailures.IsOutage(notYet))
            {
                if (time.GetElapsedTime(started) > Patience)
                    throw new InvalidOperationException($"The database of ConnectionStrings:{database.Name} did not answer within {Patience.TotalSeconds} s.", notYet);
                LogWaiting(database.Name, notYet.Message);
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        foreach (var migration in await new MongoSchema(database, time).PrepareAsync(cancellationToken)) LogApplied(migration);
        // What was published and what was handled is forgotten when no broker can deliver it again.
        await database.Outbox.ExpireAsync(d => d.PublishedAt, options.Retention, cancellationToken);
        await database.Inbox.ExpireAsync(d => d.HandledAt, options.Retention, cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Information, "Applied migration {Migration}")]
    private partial void LogApplied(string migration);

    [LoggerMessage(LogLevel.Information, "Waiting for the database of ConnectionStrings:{Database}: {Reason}")]
    private partial void LogWaiting(string database, string reason);
}
