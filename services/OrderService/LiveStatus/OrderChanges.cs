using System.Collections.Concurrent;
using System.Threading.Channels;
using Ecommerce.ServiceDefaults;
using Npgsql;

namespace Ecommerce.OrderService.LiveStatus;

/// <summary>Tells those who watch an order that it changed, on whichever replica that happened: PostgreSQL passes the word on.</summary>
internal sealed partial class OrderChanges(NpgsqlDataSource database, ILogger<OrderChanges> logger) : BackgroundService
{
    private static readonly TimeSpan Reconnect = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<Watcher, Guid> watchers = new();

    public Watcher Watch(Guid orderId)
    {
        var watcher = new Watcher(this);
        watchers[watcher] = orderId;
        return watcher;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var untraced = BackgroundWork.Untraced();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (NpgsqlException exception)
            {
                // Watchers look for themselves now and then, so nobody misses anything meanwhile.
                LogNotListening(logger, exception);
                await Task.Delay(Reconnect, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, notice) => Wake(notice.Payload);
        await using (var command = new NpgsqlCommand("listen order_changed", connection))
            await command.ExecuteNonQueryAsync(cancellationToken);
        while (true)
            await connection.WaitAsync(cancellationToken);
    }

    private void Wake(string payload)
    {
        if (!Guid.TryParse(payload, out var orderId))
            return;
        foreach (var (watcher, watched) in watchers)
        {
            if (watched == orderId)
                watcher.Wake();
        }
    }

    [LoggerMessage(LogLevel.Warning, "Order changes are not listened for; trying again")]
    private static partial void LogNotListening(ILogger logger, Exception exception);

    internal sealed class Watcher(OrderChanges changes) : IDisposable
    {
        private readonly Channel<bool> signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

        public void Wake() => signal.Writer.TryWrite(true);

        /// <summary>Until the order changed, or <paramref name="patience"/> is over.</summary>
        public async Task WaitAsync(TimeSpan patience, CancellationToken cancellationToken)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(patience);
            try
            {
                await signal.Reader.ReadAsync(limit.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // Nothing was said; the caller looks for itself.
            }
        }

        public void Dispose() => changes.watchers.TryRemove(this, out _);
    }
}
