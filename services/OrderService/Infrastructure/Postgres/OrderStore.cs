using System.Data;
using Dapper;
using Ecommerce.Messaging;
using Ecommerce.OrderService.Domain.Orders;
using Ecommerce.OrderService.Domain.Saga;
using Ecommerce.OrderService.Infrastructure.Telemetry;
using Ecommerce.Persistence;
using Npgsql;

namespace Ecommerce.OrderService.Infrastructure.Postgres;

/// <summary>Reads an order to decide about it, and writes the decision: row, history, notification and events in one transaction.</summary>
internal sealed class OrderStore(Outbox outbox, OrderMetrics metrics)
{
    private const string Lock = $"""
        SELECT {OrderRow.Columns} FROM orders WHERE id = @id AND (@owner IS NULL OR user_id = @owner) FOR UPDATE
        """;

    private const string History = "SELECT status, at FROM order_history WHERE order_id = @id ORDER BY step";

    /// <summary>The order, locked until the transaction ends; null where there is none, or none of <paramref name="owner"/>'s.</summary>
    /// <param name="owner">Null for a caller who may change everybody's.</param>
    public static async Task<Order?> LockAsync(NpgsqlTransaction transaction, Guid id, Guid? owner, CancellationToken cancellationToken)
    {
        var row = await transaction.Connection!.QuerySingleOrDefaultAsync<OrderRow>(
            new(Lock, new { id, owner }, transaction, cancellationToken: cancellationToken));
        return row?.ToOrder();
    }

    /// <summary>Includes what the transaction itself has written.</summary>
    public static async Task<IReadOnlyList<StatusChange>> HistoryAsync(
        NpgsqlTransaction transaction, Guid id, CancellationToken cancellationToken)
    {
        var changes = await transaction.Connection!.QueryAsync<StatusChange>(
            new(History, new { id }, transaction, cancellationToken: cancellationToken));
        return changes.AsList();
    }

    public Task AddAsync(NpgsqlTransaction transaction, Decision placed, CancellationToken cancellationToken)
        => WriteAsync(transaction, OrderWrites.Insert, placed, cancellationToken);

    public Task SaveAsync(NpgsqlTransaction transaction, Decision decision, CancellationToken cancellationToken)
        => decision.ChangesNothing
            ? Task.CompletedTask
            : WriteAsync(transaction, OrderWrites.Update, decision, cancellationToken);

    /// <summary>Writes all that a decision changes in one round trip.</summary>
    private async Task WriteAsync(NpgsqlTransaction transaction, string statement, Decision decision, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        var row = batch.Add(statement, OrderWrites.Parameters(decision));
        if (!decision.Steps.IsEmpty)
            OrderWrites.AddHistory(batch, decision);
        OrderWrites.AddActivities(batch, decision);
        if (decision.ReleasesDiscount)
            DiscountUses.Release(batch, decision.Order.Id);
        outbox.AddTo(batch, decision.Events);
        await batch.ExecuteNonQueryAsync(cancellationToken);
        if (row.RecordsAffected != 1)
            throw new DBConcurrencyException($"Order {decision.Order.Id} is no longer {decision.Before.Status}.");
        metrics.Record(decision);
    }
}
