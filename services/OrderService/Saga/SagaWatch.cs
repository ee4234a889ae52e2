using Ecommerce.OrderService.Orders;
using Ecommerce.ServiceDefaults;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.OrderService.Saga;

/// <summary>Counts the orders that wait, so that one which never comes to rest does not stay unseen.</summary>
internal sealed class SagaWatch(
    NpgsqlDataSource database, OrderMetrics metrics, TimeProvider time, IOptions<SagaOptions> options, ILogger<SagaWatch> logger)
    : RecurringWork(options.Value.WatchInterval, logger)
{
    // The index on orders that wait is all that is read.
    private const string Count = """
        select status, count(*), count(*) filter (where ask_at < @overdue), count(*) filter (where asks >= @unanswered), min(updated_at)
        from orders where ask_at is not null group by status
        """;

    protected override async Task DoAsync(CancellationToken cancellationToken)
    {
        using var untraced = BackgroundWork.Untraced();
        var now = time.GetUtcNow();
        await using var command = database.CreateCommand(Count);
        command.Parameters.AddWithValue("overdue", now - options.Value.OverdueAfter);
        command.Parameters.AddWithValue("unanswered", options.Value.UnansweredAfter);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var waits = new List<OrderWait>();
        while (await reader.ReadAsync(cancellationToken))
        {
            waits.Add(new(
                Enum.Parse<OrderStatus>(reader.GetString(0)), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3),
                reader.GetFieldValue<DateTimeOffset>(4)));
        }

        metrics.Waits = OrderWaits.Of(waits, now);
    }
}
