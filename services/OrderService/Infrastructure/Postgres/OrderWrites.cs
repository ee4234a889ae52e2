using System.Text.Json;
using Ecommerce.OrderService.Domain.History;
using Ecommerce.OrderService.Domain.Saga;
using Ecommerce.Persistence;
using Npgsql;
using NpgsqlTypes;

namespace Ecommerce.OrderService.Infrastructure.Postgres;

/// <summary>The statements that write a decision, for one batch.</summary>
internal static class OrderWrites
{
    public const string Insert = """
        WITH skus AS (INSERT INTO order_skus (sku, order_id) SELECT sku, @id FROM unnest(@skus) sku)
        INSERT INTO orders (
            id, user_id, cart_id, status, lines, total, discount, shipping, tax, tax_included, currency, discount_code,
            shipping_method, shipping_method_name, shipping_address, payment_token, cancellation_reason, refunds, refunds_asked, refunded,
            placed_at, confirmed_at, cancelled_at, updated_at, awaits_stock, awaits_payment, asks, ask_at, test_group)
        VALUES (
            @id, @user_id, @cart_id, @status, @lines, @total, @discount, @shipping, @tax, @tax_included, @currency, @discount_code,
            @shipping_method, @shipping_method_name, @shipping_address, @payment_token, @cancellation_reason,
            @refunds, @refunds_asked, @refunded,
            @placed_at, @confirmed_at, @cancelled_at, @updated_at, @awaits_stock, @awaits_payment, @asks, @ask_at, @test_group)
        """;

    public const string Update = """
        UPDATE orders
        SET status = @status, cancellation_reason = @cancellation_reason,
            refunds = @refunds, refunds_asked = @refunds_asked, refunded = @refunded,
            confirmed_at = @confirmed_at, cancelled_at = @cancelled_at, updated_at = @updated_at,
            carrier = @carrier, tracking_number = @tracking_number, shipped_at = @shipped_at, delivered_at = @delivered_at,
            returns = @returns, awaits_stock = @awaits_stock, awaits_payment = @awaits_payment, awaits_return = @awaits_return,
            asks = @asks, ask_at = @ask_at
        WHERE id = @id AND status = @expected
        """;

    private const string InsertHistory = """
        INSERT INTO order_history (order_id, step, status, at, actor, actor_id)
        SELECT @id, coalesce((SELECT max(step) FROM order_history WHERE order_id = @id), 0) + n, status, @updated_at, @actor, @actor_id
        FROM unnest(@steps) WITH ORDINALITY AS steps (status, n)
        """;

    private const string InsertActivities = """
        INSERT INTO order_activities (order_id, kind, subject_id, at, actor, actor_id)
        SELECT @id, kind, subject_id, @updated_at, @actor, @actor_id FROM unnest(@kinds, @subjects) AS activities (kind, subject_id)
        """;

    private const string Notify = $"SELECT pg_notify('{OrderStatusNotifier.Channel}', @id::text)";

    public static void AddHistory(NpgsqlBatch batch, Decision decision)
    {
        var order = decision.Order;
        var steps = decision.Steps.Select(step => step.ToString()).ToArray();
        batch.Add(InsertHistory, [.. Record(decision), new("steps", steps)]);
        batch.Add(Notify, new NpgsqlParameter("id", order.Id));
    }

    public static void AddActivities(NpgsqlBatch batch, Decision decision)
    {
        var activities = Activities.Between(decision.Before, decision.Order);
        if (activities.Count == 0)
            return;
        var kinds = activities.Select(activity => activity.Kind.ToString()).ToArray();
        var subjects = activities.Select(activity => activity.SubjectId).ToArray();
        batch.Add(InsertActivities, [.. Record(decision), new("kinds", kinds), new("subjects", subjects)]);
    }

    /// <summary>For <see cref="Insert"/> as well as for <see cref="Update"/>.</summary>
    public static NpgsqlParameter[] Parameters(Decision decision)
    {
        var order = decision.Order;
        return
        [
            new("id", order.Id),
            new("user_id", order.UserId),
            new("cart_id", order.CartId),
            new("status", order.Status.ToString()),
            new("expected", decision.Before.Status.ToString()),
            Json("lines", JsonSerializer.Serialize(order.Lines, OrderJson.Default.IReadOnlyListOrderLine)),
            new("skus", order.Lines.Select(line => line.Sku).Distinct().ToArray()),
            new("total", order.Totals.Total),
            new("discount", order.Totals.Discount),
            new("shipping", order.Totals.Shipping),
            new("tax", order.Totals.Tax),
            new("tax_included", order.Totals.TaxIncluded),
            new("currency", order.Totals.Currency),
            Text("discount_code", order.DiscountCode),
            new("shipping_method", order.ShippingMethod.Id),
            new("shipping_method_name", order.ShippingMethod.Name),
            Json("shipping_address", JsonSerializer.Serialize(order.ShippingAddress, OrderJson.Default.ShippingAddress)),
            new("payment_token", order.PaymentToken),
            Text("cancellation_reason", order.CancellationReason),
            Json("refunds", JsonSerializer.Serialize(order.Refunds, OrderJson.Default.IReadOnlyListRefund)),
            new("refunds_asked", order.RefundsRequested),
            new("refunded", order.Refunded),
            new("placed_at", order.PlacedAt),
            Time("confirmed_at", order.ConfirmedAt),
            Time("cancelled_at", order.CancelledAt),
            new("updated_at", order.UpdatedAt),
            Text("carrier", order.Shipment?.Carrier),
            Text("tracking_number", order.Shipment?.TrackingNumber),
            Time("shipped_at", order.Shipment?.ShippedAt),
            Time("delivered_at", order.DeliveredAt),
            Json("returns", JsonSerializer.Serialize(order.Returns, OrderJson.Default.IReadOnlyListReturn)),
            new("awaits_stock", order.AwaitsStock),
            new("awaits_payment", order.AwaitsPayment),
            new("awaits_return", order.AwaitsReturn),
            new("asks", order.Retries),
            Time("ask_at", order.NextRetryAt),
            Text("test_group", order.TestGroup),
        ];
    }

    /// <summary>Whose order changed when, and by whom.</summary>
    private static NpgsqlParameter[] Record(Decision decision) =>
    [
        new("id", decision.Order.Id),
        new("updated_at", decision.Order.UpdatedAt),
        new("actor", decision.Actor.Kind.ToString()),
        new("actor_id", NpgsqlDbType.Uuid) { Value = (object?)decision.Actor.Id ?? DBNull.Value },
    ];

    private static NpgsqlParameter Json(string name, string value) => new(name, NpgsqlDbType.Jsonb) { Value = value };

    private static NpgsqlParameter Text(string name, string? value)
        => new(name, NpgsqlDbType.Text) { Value = (object?)value ?? DBNull.Value };

    private static NpgsqlParameter Time(string name, DateTimeOffset? value)
        => new(name, NpgsqlDbType.TimestampTz) { Value = (object?)value ?? DBNull.Value };
}
