using System.Data.Common;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Ecommerce.Background;

/// <summary>Counts what <see cref="Quarantine{TId}"/> and workers with a place of their own for it have set aside.</summary>
public static class QuarantineMetrics
{
    public const string MeterName = "Ecommerce.Background";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Counter<long> Rows = Meter.CreateCounter<long>(
        "ecommerce.background.rows_quarantined", "{row}", "Rows that a worker could not handle and has set aside, by worker.");

    public static void Count(string worker, int rows = 1) => Rows.Add(rows, new KeyValuePair<string, object?>("worker", worker));
}

/// <summary>
/// Rows that a worker could not read or handle: each is left out for a while, longer at each failure, so that those behind it go on.
/// Kept in memory: after a restart all are tried again.
/// </summary>
/// <param name="worker">The worker's name in logs and metrics.</param>
/// <param name="isOutage">Failures of a server rather than of a row, besides those of PostgreSQL: they are thrown.</param>
public sealed partial class Quarantine<TId>(
    string worker, TimeProvider timeProvider, ILogger logger, Func<Exception, bool>? isOutage = null)
    where TId : notnull
{
    private static readonly ExponentialBackoff Backoff = new(TimeSpan.FromMinutes(1), TimeSpan.FromHours(1));

    private readonly Lock gate = new();
    private readonly Dictionary<TId, Entry> rows = [];

    /// <summary>The rows that are to be left out now.</summary>
    public IReadOnlyCollection<TId> Ids
    {
        get
        {
            var now = timeProvider.GetUtcNow();
            lock (gate)
                return [.. rows.Where(row => row.Value.Until > now).Select(row => row.Key)];
        }
    }

    /// <summary>Handles rows together, or one by one where one of them fails.</summary>
    /// <exception cref="Exception">An outage: none of the rows is to blame.</exception>
    public async Task HandleAsync(
        IReadOnlyList<TId> ids, Func<IReadOnlyList<TId>, CancellationToken, Task> handle, CancellationToken cancellationToken)
    {
        if (ids.Count > 1)
        {
            try
            {
                await handle(ids, cancellationToken);
                return;
            }
            catch (Exception failure) when (IsOfRow(failure, cancellationToken))
            {
                LogSplit(logger, failure, worker, ids.Count);
            }
        }

        foreach (var id in ids)
            await TryAsync(id, token => handle([id], token), cancellationToken);
    }

    /// <returns>False where the row failed and is set aside.</returns>
    /// <exception cref="Exception">An outage: the row is not to blame.</exception>
    public async Task<bool> TryAsync(TId id, Func<CancellationToken, Task> handle, CancellationToken cancellationToken)
    {
        try
        {
            await handle(cancellationToken);
            lock (gate)
                rows.Remove(id);
            return true;
        }
        catch (Exception failure) when (IsOfRow(failure, cancellationToken))
        {
            LogQuarantined(logger, failure, worker, id, SetAside(id));
            return false;
        }
    }

    private bool IsOfRow(Exception failure, CancellationToken cancellationToken)
        => !cancellationToken.IsCancellationRequested
            && failure is not (DbException { IsTransient: true } or TimeoutException)
            && isOutage?.Invoke(failure) is not true;

    private TimeSpan SetAside(TId id)
    {
        QuarantineMetrics.Count(worker);
        var now = timeProvider.GetUtcNow();
        lock (gate)
        {
            // One that has not come back for so long is gone.
            foreach (var (gone, _) in rows.Where(row => row.Value.Until + Backoff.Max < now).ToList())
                rows.Remove(gone);
            var failures = rows.GetValueOrDefault(id).Failures + 1;
            var delay = Backoff.Delay(failures);
            rows[id] = new(failures, now + delay);
            return delay;
        }
    }

    private readonly record struct Entry(int Failures, DateTimeOffset Until);

    [LoggerMessage(LogLevel.Warning, "{Worker} could not handle {Rows} rows together, handling them one by one")]
    private static partial void LogSplit(ILogger logger, Exception failure, string worker, int rows);

    [LoggerMessage(LogLevel.Error, "{Worker} could not handle row {Id}, which is quarantined for {Delay}")]
    private static partial void LogQuarantined(ILogger logger, Exception failure, string worker, TId id, TimeSpan delay);
}
