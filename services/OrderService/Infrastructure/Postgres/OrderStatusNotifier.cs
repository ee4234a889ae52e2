using System.Collections.Concurrent;
using Ecommerce.Background;
using Npgsql;

namespace Ecommerce.OrderService.Infrastructure.Postgres;

/// <summary>
/// Notifies those who watch an order that it changed, on whichever replica that happened: by LISTEN and NOTIFY. Watchers also read the
/// order now and then, so that they miss nothing while the connection is lost.
/// </summary>
internal sealed class OrderStatusNotifier(NpgsqlDataSource database, TimeProvider timeProvider, ILogger<OrderStatusNotifier> logger)
    : RecurringWorker(TimeSpan.Zero, timeProvider, logger)
{
    public const string Channel = "order_changed";

    private readonly ConcurrentDictionary<OrderWatcher, Guid> watchers = new();

    public OrderWatcher Watch(Guid orderId)
    {
        var watcher = new OrderWatcher(ended => watchers.TryRemove(ended, out _));
        watchers[watcher] = orderId;
        return watcher;
    }

    /// <summary>Listens for as long as the service runs.</summary>
    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        await using var connection = await database.OpenConnectionAsync(stoppingToken);
        connection.Notification += (_, notification) => Notify(notification.Payload);
        await using (var command = new NpgsqlCommand($"LISTEN {Channel}", connection))
            await command.ExecuteNonQueryAsync(stoppingToken);
        while (true)
            await connection.WaitAsync(stoppingToken);
    }

    private void Notify(string payload)
    {
        if (!Guid.TryParse(payload, out var orderId))
            return;
        foreach (var (watcher, watched) in watchers)
        {
            if (watched == orderId)
                watcher.Notify();
        }
    }
}

/// <summary>Watches one order, until it is disposed.</summary>
internal sealed class OrderWatcher(Action<OrderWatcher> unsubscribe) : IDisposable
{
    private readonly WakeSignal changed = new();

    public void Notify() => changed.Set();

    /// <summary>Returns when the order changed, or after <paramref name="timeout"/>: then the caller reads the order itself.</summary>
    public Task WaitAsync(TimeSpan timeout, CancellationToken cancellationToken) => changed.WaitAsync(timeout, cancellationToken);

    // The signal is left to the collector: a notification may still be under way.
    public void Dispose() => unsubscribe(this);
}
