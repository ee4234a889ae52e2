using Dapper;
using Ecommerce.Background;
using Ecommerce.OrderService.Domain.Orders;
using Ecommerce.OrderService.Domain.Saga;
using Ecommerce.OrderService.Infrastructure.Postgres;
using Ecommerce.OrderService.Infrastructure.Saga;
using Ecommerce.Persistence;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.OrderService.Infrastructure.Workers;

/// <summary>
/// Repeats the requests of orders that got no reply in time, or cancels them. Replicas share the work: each skips what another has locked.
/// </summary>
internal sealed partial class SagaTimeoutWorker(
    NpgsqlDataSource database, OrderStore store, SagaContextFactory contexts, TimeProvider timeProvider,
    IOptions<SagaOptions> options, ILogger<SagaTimeoutWorker> logger)
    : RecurringWorker(options.Value.SweepInterval, timeProvider, logger)
{
    private const string FindDue = "SELECT id FROM orders WHERE ask_at <= @now ORDER BY ask_at LIMIT 100";

    private const string LockDue = $"""
        SELECT {OrderRow.Columns} FROM orders WHERE id = @id AND ask_at <= @now FOR UPDATE SKIP LOCKED
        """;

    private const string Postpone = "UPDATE orders SET ask_at = @until WHERE id = @id AND ask_at <= @now";

    private static readonly TimeSpan FailedRetryDelay = TimeSpan.FromMinutes(1);

    // What is done about an order is recorded; only the polling is not.
    protected override bool SuppressesTracing => false;

    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        foreach (var id in await FindDueAsync(stoppingToken))
            await TryProcessAsync(id, stoppingToken);
    }

    private async Task<IReadOnlyList<Guid>> FindDueAsync(CancellationToken cancellationToken)
    {
        using var suppressed = BackgroundTracing.Suppress();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var due = await connection.QueryAsync<Guid>(new(FindDue, new { contexts.Create().Now }, cancellationToken: cancellationToken));
        return due.AsList();
    }

    /// <summary>An order that fails, because it cannot be read for example, does not hold up the others: it is retried later.</summary>
    private async Task TryProcessAsync(Guid id, CancellationToken cancellationToken)
    {
        try
        {
            await database.InTransactionAsync((transaction, cancelled) => ProcessAsync(transaction, id, cancelled), cancellationToken);
        }
        catch (Exception failure) when (!IsOutage(failure) && !cancellationToken.IsCancellationRequested)
        {
            QuarantineMetrics.Count(Name);
            LogFailed(logger, failure, id, FailedRetryDelay);
            await PostponeAsync(id, cancellationToken);
        }
    }

    private static bool IsOutage(Exception failure) => failure is NpgsqlException and not PostgresException;

    private async Task PostponeAsync(Guid id, CancellationToken cancellationToken)
    {
        var now = TimeProvider.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new(Postpone, new { id, now, until = now + FailedRetryDelay }, cancellationToken: cancellationToken));
    }

    private async Task ProcessAsync(NpgsqlTransaction transaction, Guid id, CancellationToken cancellationToken)
    {
        var context = contexts.Create();
        var row = await transaction.Connection!.QuerySingleOrDefaultAsync<OrderRow>(
            new(LockDue, new { id, context.Now }, transaction, cancellationToken: cancellationToken));
        if (row is null)
            return;
        var decision = OrderSaga.OnTimeout(row.ToOrder(), context);
        await store.SaveAsync(transaction, decision, cancellationToken);
        LogTimedOut(logger, id, decision.Order.Status, decision.Order.Retries);
    }

    [LoggerMessage(LogLevel.Information, "Order {OrderId} got no reply in time, it is {Status} after {Retries} retries")]
    private static partial void LogTimedOut(ILogger logger, Guid orderId, OrderStatus status, int retries);

    [LoggerMessage(LogLevel.Error, "Timeout of order {OrderId} could not be processed, retrying in {Delay}")]
    private static partial void LogFailed(ILogger logger, Exception failure, Guid orderId, TimeSpan delay);
}
