using Ecommerce.OrderService.Orders;
using Ecommerce.Persistence;
using Ecommerce.ServiceDefaults;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.OrderService.Saga;

/// <summary>Moves on the orders whose wait is over. Replicas share them: each takes what no other has locked.</summary>
internal sealed partial class SagaSweep(
    NpgsqlDataSource database, OrderStore store, SagaStep step, IOptions<SagaOptions> options, ILogger<SagaSweep> logger)
    : RecurringWork(options.Value.SweepInterval, logger)
{
    private const string Due = "select id from orders where ask_at <= @now order by ask_at limit 100";

    private const string TakeDue = $"select {OrderStore.Columns} from orders where id = @id and ask_at <= @now for update skip locked";

    protected override async Task DoAsync(CancellationToken cancellationToken)
    {
        foreach (var id in await DueAsync(cancellationToken))
            await TryMoveOnAsync(id, cancellationToken);
    }

    /// <summary>An order that cannot be moved must not keep the others from moving.</summary>
    private async Task TryMoveOnAsync(Guid id, CancellationToken cancellationToken)
    {
        try
        {
            await MoveOnAsync(id, cancellationToken);
        }
        catch (PostgresException exception)
        {
            LogNotMoved(logger, exception, id);
        }
    }

    private async Task<List<Guid>> DueAsync(CancellationToken cancellationToken)
    {
        using var untraced = BackgroundWork.Untraced();
        await using var command = database.CreateCommand(Due);
        command.Parameters.AddWithValue("now", step.Clock.Now);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var due = new List<Guid>();
        while (await reader.ReadAsync(cancellationToken))
            due.Add(reader.GetGuid(0));
        return due;
    }

    private Task MoveOnAsync(Guid id, CancellationToken cancellationToken) => database.InTransactionAsync(
        async (transaction, cancelled) =>
        {
            var clock = step.Clock;
            if (await TakeAsync(transaction, id, clock, cancelled) is not { } order)
                return;
            var decision = OrderSaga.WaitIsOver(order, clock);
            await store.SaveAsync(transaction, decision, cancelled);
            LogAskedAgain(logger, id, decision.Order.Status, decision.Order.Asks);
        },
        cancellationToken);

    private static async Task<Order?> TakeAsync(NpgsqlTransaction transaction, Guid id, SagaClock clock, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(TakeDue, transaction.Connection, transaction);
        command.Parameters.AddWithValue("id", id);
        command.Parameters.AddWithValue("now", clock.Now);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? OrderRow.Read(reader) : null;
    }

    [LoggerMessage(LogLevel.Information, "Order {OrderId} waited in vain; it is {Status}, asked again {Asks} times")]
    private static partial void LogAskedAgain(ILogger logger, Guid orderId, OrderStatus status, int asks);

    [LoggerMessage(LogLevel.Error, "Order {OrderId} could not be moved on; it is tried again")]
    private static partial void LogNotMoved(ILogger logger, Exception exception, Guid orderId);
}
