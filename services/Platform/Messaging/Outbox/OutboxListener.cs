using Ecommerce.Background;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ecommerce.Messaging;

/// <summary>Wakes the relay when a transaction with an event commits. Only for speed: the relay's sweep finds what this misses.</summary>
internal sealed class OutboxListener(
    NpgsqlDataSource dataSource, [FromKeyedServices(OutboxRelay.Signal)] WakeSignal signal, TimeProvider timeProvider,
    ILogger<OutboxListener> logger)
    : RecurringWorker(KeepAlive, timeProvider, logger)
{
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(stoppingToken);
        connection.Notification += (_, _) => signal.Set();
        await ExecuteAsync("LISTEN outbox");
        signal.Set(); // for what was committed while nobody listened

        while (true)
        {
            // A connection that died silently shows only when it is used.
            if (!await connection.WaitAsync(KeepAlive, stoppingToken)) await ExecuteAsync("SELECT 1");
        }

        async Task ExecuteAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync(stoppingToken);
        }
    }
}
