using Dapper;
using Ecommerce.OrderService.Domain.History;
using Ecommerce.OrderService.Domain.Orders;
using Npgsql;

namespace Ecommerce.OrderService.Infrastructure.Postgres;

/// <summary>An order and all that was done about it, oldest first.</summary>
internal sealed record OrderRecord(Order Order, IReadOnlyList<HistoryEntry> History);

/// <summary>Reads who did what about an order.</summary>
internal sealed class HistoryQueries(NpgsqlDataSource database)
{
    // The order comes last: what was recorded is in it then.
    private const string Find = $"""
        SELECT status, at, actor, actor_id FROM order_history WHERE order_id = @id ORDER BY step;
        SELECT kind, subject_id, at, actor, actor_id FROM order_activities WHERE order_id = @id;
        SELECT {OrderRow.Columns} FROM orders WHERE id = @id
        """;

    /// <summary>Null where there is no such order.</summary>
    public async Task<OrderRecord?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var results = await connection.QueryMultipleAsync(new(Find, new { id }, cancellationToken: cancellationToken));
        var steps = (await results.ReadAsync<StepRow>()).Select(row => row.ToStep()).ToList();
        var activities = (await results.ReadAsync<ActivityRow>()).Select(row => row.ToActivity()).ToList();
        var order = (await results.ReadSingleOrDefaultAsync<OrderRow>())?.ToOrder();
        return order is null ? null : new(order, OrderHistory.Of(order, steps, activities));
    }

    private class RecordRow
    {
        public DateTimeOffset At { get; init; }
        public ActorKind? Actor { get; init; }
        public Guid? ActorId { get; init; }

        protected Actor? Who => Actor is { } kind ? new(kind, ActorId) : null;
    }

    private sealed class StepRow : RecordRow
    {
        public OrderStatus Status { get; init; }

        public RecordedStep ToStep() => new(Status, At, Who);
    }

    private sealed class ActivityRow : RecordRow
    {
        public ActivityKind Kind { get; init; }
        public Guid SubjectId { get; init; }

        public RecordedActivity ToActivity() => new(new(Kind, SubjectId), At, Who);
    }
}
