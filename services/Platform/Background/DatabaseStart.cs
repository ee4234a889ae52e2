using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ecommerce.Background;

/// <summary>
/// Waits for a service's database and prepares it before anything else of the service starts: databases often start later than services.
/// </summary>
/// <param name="database">The name of its connection string.</param>
public abstract partial class DatabaseStart(string database, TimeProvider timeProvider, ILogger logger) : IHostedLifecycleService
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(500);

    protected TimeProvider TimeProvider { get; } = timeProvider;

    /// <summary>Brings the schema up to date. It is called again after each outage and must not repeat what is done.</summary>
    /// <returns>The names of the migrations that were applied.</returns>
    protected abstract Task<IReadOnlyList<string>> PrepareAsync(CancellationToken cancellationToken);

    /// <summary>Whether the database cannot be reached, as opposed to a fault that waiting does not mend.</summary>
    protected abstract bool IsOutage(Exception failure);

    /// <exception cref="InvalidOperationException">The database did not answer in time.</exception>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var started = TimeProvider.GetTimestamp();
        while (!await TryPrepareAsync(started, cancellationToken))
            await Task.Delay(RetryDelay, TimeProvider, cancellationToken);
    }

    private async Task<bool> TryPrepareAsync(long started, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var migration in await PrepareAsync(cancellationToken))
                LogApplied(logger, migration);
            return true;
        }
        catch (Exception failure) when (IsOutage(failure))
        {
            if (TimeProvider.GetElapsedTime(started) > MaxWait)
                throw new InvalidOperationException(
                    $"The database of ConnectionStrings:{database} did not answer within {MaxWait.TotalSeconds} s.", failure);
            LogWaiting(logger, database, failure.Message);
            return false;
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Information, "Applied migration {Migration}")]
    private static partial void LogApplied(ILogger logger, string migration);

    [LoggerMessage(LogLevel.Information, "Waiting for the database of ConnectionStrings:{Database}: {Reason}")]
    private static partial void LogWaiting(ILogger logger, string database, string reason);
}
