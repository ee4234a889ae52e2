using System.Data;
using System.Text.Json;
using Ecommerce.Messaging;
using Ecommerce.OrderService.Discounts;
using Ecommerce.OrderService.Saga;
using Ecommerce.Persistence;
using Npgsql;
using NpgsqlTypes;

namespace Ecommerce.OrderService.Orders;

/// <summary>Reads an order to decide about it, and writes what was decided: row, history, notice and events in one transaction.</summary>
internal sealed class OrderStore(Outbox outbox, OrderMetrics metrics)
{
    internal const string Columns = """
        id, user_id, cart_id, status, lines, subtotal, currency, shipping_address, payment_token, cancellation_reason, refunds,
        placed_at, confirmed_at, cancelled_at, updated_at, awaits_stock, awaits_payment, asks, ask_at,
        discount, shipping, tax, tax_included, discount_code, carrier, tracking_number, shipped_at, delivered_at, returns, test_group
        """;

    internal const int ColumnCount = 30;

    private const string Insert = """
        with skus as (insert into order_skus (sku, order_id) select sku, @id from unnest(@skus) sku)
        insert into orders (
            id, user_id, cart_id, status, lines, total, discount, shipping, tax, tax_included, currency, discount_code, shipping_address, payment_token,
            cancellation_reason, refunds, refunds_asked, refunded, placed_at, confirmed_at, cancelled_at, updated_at,
            awaits_stock, awaits_payment, asks, ask_at, test_group)
        values (
            @id, @user_id, @cart_id, @status, @lines, @total, @discount, @shipping, @tax, @tax_included, @currency, @discount_code, @shipping_address, @payment_token,
            @cancellation_reason, @refunds, @refunds_asked, @refunded, @placed_at, @confirmed_at, @cancelled_at, @updated_at,
            @awaits_stock, @awaits_payment, @asks, @ask_at, @test_group)
        """;

    private const string Update = """
        update orders
        set status = @status, cancellation_reason = @cancellation_reason, refunds = @refunds, refunds_asked = @refunds_asked, refunded = @refunded,
            confirmed_at = @confirmed_at, cancelled_at = @cancelled_at, updated_at = @updated_at,
            carrier = @carrier, tracking_number = @tracking_number, shipped_at = @shipped_at, delivered_at = @delivered_at, returns = @returns,
            awaits_stock = @awaits_stock, awaits_payment = @awaits_payment, awaits_return = @awaits_return, asks = @asks, ask_at = @ask_at
        where id = @id and status = @expected
        """;

    private const string AddHistory = """
        insert into order_history (order_id, step, status, at)
        select @id, coalesce((select max(step) from order_history where order_id = @id), 0) + n, status, @updated_at
        from unnest(@steps) with ordinality as steps (status, n)
        """;

    /// <summary>The order, locked until the transaction ends; null where there is none, or none of <paramref name="owner"/>'s.</summary>
    /// <param name="owner">Null for a caller who may act on anybody's.</param>
    public static async Task<Order?> LockAsync(NpgsqlTransaction transaction, Guid id, Guid? owner, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"select {Columns} from orders where id = @id and (@owner is null or user_id = @owner) for update",
            transaction.Connection, transaction);
        command.Parameters.AddWithValue("id", id);
        command.Parameters.Add(Nullable("owner", NpgsqlDbType.Uuid, owner));
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SingleRow, cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? OrderRow.Read(reader) : null;
    }

    /// <summary>What the transaction itself has written included.</summary>
    public static async Task<IReadOnlyList<StatusChange>> HistoryAsync(NpgsqlTransaction transaction, Guid id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select status, at from order_history where order_id = @id order by step", transaction.Connection, transaction);
        command.Parameters.AddWithValue("id", id);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var history = new List<StatusChange>();
        while (await reader.ReadAsync(cancellationToken))
            history.Add(new(Enum.Parse<OrderStatus>(reader.GetString(0)), reader.GetFieldValue<DateTimeOffset>(1)));
        return history;
    }

    public Task AddAsync(NpgsqlTransaction transaction, Decision placed, CancellationToken cancellationToken)
        => WriteAsync(transaction, Insert, placed, cancellationToken);

    public Task SaveAsync(NpgsqlTransaction transaction, Decision decision, CancellationToken cancellationToken)
        => decision.ChangesNothing ? Task.CompletedTask : WriteAsync(transaction, Update, decision, cancellationToken);

    /// <summary>All that a decision writes, asked of the database at once.</summary>
    private async Task WriteAsync(NpgsqlTransaction transaction, string statement, Decision decision, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        var row = batch.Add(statement, Parameters(decision));
        if (!decision.Steps.IsEmpty)
            AddSteps(batch, decision);
        if (decision.FreesDiscount)
            DiscountUses.GiveBack(batch, decision.Order.Id);
        outbox.AddTo(batch, decision.Events);
        await batch.ExecuteNonQueryAsync(cancellationToken);
        if (row.RecordsAffected != 1)
            throw new DBConcurrencyException($"Order {decision.Order.Id} is no longer {decision.Before.Status}.");
        metrics.Record(decision);
    }

    private static void AddSteps(NpgsqlBatch batch, Decision decision)
    {
        batch.Add(
            AddHistory,
            new("id", decision.Order.Id), new("updated_at", decision.Order.UpdatedAt),
            new("steps", decision.Steps.Select(step => step.ToString()).ToArray()));
        batch.Add("select pg_notify('order_changed', @id::text)", new NpgsqlParameter("id", decision.Order.Id));
    }

    private static NpgsqlParameter[] Parameters(Decision decision)
    {
        var order = decision.Order;
        return
        [
            new("id", order.Id), new("user_id", order.UserId), new("cart_id", order.CartId),
            new("status", order.Status.ToString()), new("expected", decision.Before.Status.ToString()),
            Json("lines", JsonSerializer.Serialize(order.Lines, OrderJson.Default.IReadOnlyListOrderLine)),
            new("total", order.Totals.Total), new("currency", order.Totals.Currency), new("discount", order.Totals.Discount),
            new("shipping", order.Totals.Shipping), new("tax", order.Totals.Tax), new("tax_included", order.Totals.TaxIncluded),
            Nullable("discount_code", NpgsqlDbType.Text, order.DiscountCode),
            Json("shipping_address", JsonSerializer.Serialize(order.ShippingAddress, OrderJson.Default.ShippingAddress)),
            new("skus", order.Lines.Select(line => line.Sku).Distinct().ToArray()), new("payment_token", order.PaymentToken), Nullable("cancellation_reason", NpgsqlDbType.Text, order.CancellationReason),
            Json("refunds", JsonSerializer.Serialize(order.Refunds, OrderJson.Default.IReadOnlyListRefund)),
            new("refunds_asked", order.RefundsAsked), new("refunded", order.Refunded),
            new("placed_at", order.PlacedAt), new("updated_at", order.UpdatedAt),
            Nullable("confirmed_at", NpgsqlDbType.TimestampTz, order.ConfirmedAt), Nullable("cancelled_at", NpgsqlDbType.TimestampTz, order.CancelledAt),
            new("awaits_stock", order.AwaitsStock), new("awaits_payment", order.AwaitsPayment),
            Nullable("carrier", NpgsqlDbType.Text, order.Shipment?.Carrier), Nullable("tracking_number", NpgsqlDbType.Text, order.Shipment?.TrackingNumber),
            Nullable("shipped_at", NpgsqlDbType.TimestampTz, order.Shipment?.ShippedAt), Nullable("delivered_at", NpgsqlDbType.TimestampTz, order.DeliveredAt),
            Json("returns", JsonSerializer.Serialize(order.Returns, OrderJson.Default.IReadOnlyListReturn)), new("awaits_return", order.AwaitsReturn),
            new("asks", order.Asks), Nullable("ask_at", NpgsqlDbType.TimestampTz, order.AskAt),
            Nullable("test_group", NpgsqlDbType.Text, order.TestGroup),
        ];
    }

    private static NpgsqlParameter Json(string name, string value) => new(name, NpgsqlDbType.Jsonb) { Value = value };

    private static NpgsqlParameter Nullable(string name, NpgsqlDbType type, object? value) => new(name, type) { Value = value ?? DBNull.Value };
}
