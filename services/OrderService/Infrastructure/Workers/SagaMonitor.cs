using Dapper;
using Ecommerce.Background;
using Ecommerce.OrderService.Infrastructure.Saga;
using Ecommerce.OrderService.Infrastructure.Telemetry;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.OrderService.Infrastructure.Workers;

/// <summary>Counts the orders that await a reply, so that one which is stuck raises an alert.</summary>
internal sealed class SagaMonitor(
    NpgsqlDataSource database, OrderMetrics metrics, TimeProvider timeProvider, IOptions<SagaOptions> options, ILogger<SagaMonitor> logger)
    : RecurringWorker(options.Value.MonitorInterval, timeProvider, logger)
{
    // Reads nothing but the index on orders that wait. The columns are in the order of the members of WaitingOrders.
    private const string Count = """
        SELECT status,
            count(*) AS orders,
            count(*) FILTER (WHERE ask_at < @overdueSince) AS overdue,
            count(*) FILTER (WHERE asks >= @unansweredAfter) AS unanswered,
            min(updated_at) AS oldest_since
        FROM orders WHERE ask_at IS NOT NULL GROUP BY status
        """;

    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        var now = TimeProvider.GetUtcNow();
        var parameters = new { overdueSince = now - options.Value.OverdueAfter, unansweredAfter = options.Value.UnansweredAfter };
        await using var connection = await database.OpenConnectionAsync(stoppingToken);
        var waiting = await connection.QueryAsync<WaitingOrders>(new(Count, parameters, cancellationToken: stoppingToken));
        metrics.Gauges = SagaGauges.From(waiting.AsList(), now);
    }
}
