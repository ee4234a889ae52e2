using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ecommerce.Persistence;

/// <summary>Brings the schema up to date before anything else of the service starts.</summary>
internal sealed partial class MigrationService(
    NpgsqlDataSource dataSource, MigrationScripts scripts, TimeProvider time, ILogger<MigrationService> logger) : IHostedLifecycleService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await using (var connection = await ConnectAsync(cancellationToken))
        {
            foreach (var script in scripts.Scripts)
            {
                if (await Migrator.ApplyAsync(connection, script, time.GetUtcNow(), cancellationToken))
                    LogApplied(script.Name);
            }
        }

        // What a script leaves in its session, a temporary function for example, ends with it.
        dataSource.Clear();
    }

    private async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await dataSource.OpenConnectionAsync(cancellationToken);
            }
            catch (NpgsqlException notYet) when (IsStarting(notYet))
            {
                if (time.GetElapsedTime(started) > Patience)
                    throw new InvalidOperationException($"The database of ConnectionStrings:{scripts.Database} did not answer within {Patience.TotalSeconds} s.", notYet);
                LogWaiting(scripts.Database, notYet.Message);
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }

    private static bool IsStarting(NpgsqlException failure) =>
        failure is PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName }
        || failure.IsTransient
        || failure.InnerException is SocketException;

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
