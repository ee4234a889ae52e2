using Npgsql;

namespace Ecommerce.Checker.Reading;

internal sealed record OrderBooks(
    IReadOnlyList<OrderRow> Orders, IReadOnlyList<OrderLineRow> Lines, IReadOnlyList<HistoryRow> History, IReadOnlyList<KeyRow> Keys,
    IReadOnlyList<CodeRow> Codes, IReadOnlyList<CodeUseRow> CodeUses, IReadOnlyList<DeliveryRow> Deliveries, IReadOnlyList<SoldRow> Sold)
{
    public static readonly OrderBooks None = new([], [], [], [], [], [], [], []);

    private const string ReadOrders = """
        select id, user_id as userid, status, total, currency, refunded,
            awaits_stock or awaits_payment or awaits_return or ask_at is not null as waits,
            discount, shipping, tax, discount_code as code,
            cart_id <> '' and (cancellation_reason is null or cancellation_reason in ('requested-by-customer', 'cancelled-by-shop'))
                as keepsofcart
        from orders
        """;

    private const string ReadLines = """
        select o.id as orderid, line ->> 'sku' as sku, (line ->> 'quantity')::int as quantity,
            (line #>> '{unitPrice,amount}')::numeric as unitprice, line #>> '{unitPrice,currency}' as currency
        from orders o cross join jsonb_array_elements(o.lines) line
        """;

    private const string ReadHistory = "select order_id as orderid, step, status from order_history";

    private const string InOrder = " order by order_id, step";

    private const string ReadKeys = "select user_id as userid, key, status, location, body from idempotency_keys";

    private const string ReadCodes = "select code, used from discounts";

    private const string ReadCodeUses = "select order_id as orderid, code from discount_uses";

    private const string ReadDeliveries = """
        select distinct o.user_id as userid, (line ->> 'productId')::uuid as productid
        from orders o join order_history h on h.order_id = o.id and h.status = 'Delivered' cross join jsonb_array_elements(o.lines) line
        """;

    private const string ReadSold = """
        select (line ->> 'productId')::uuid as productid, sum((line ->> 'quantity')::bigint)::bigint as pieces
        from orders o cross join jsonb_array_elements(o.lines) line
        where exists (select from order_history h where h.order_id = o.id and h.status = 'Confirmed')
            and not exists (select from order_history h where h.order_id = o.id and h.status = 'Cancelled')
        group by 1
        """;

    /// <summary>Of some orders: their rows, lines, histories and uses of codes.</summary>
    public static async Task<OrderBooks> ReadAsync(NpgsqlConnection connection, Guid[] orders)
    {
        var of = new { orders };
        return None with
        {
            Orders = await connection.ReadAsync<OrderRow>($"{ReadOrders} where id = any(@orders)", of),
            Lines = await connection.ReadAsync<OrderLineRow>($"{ReadLines} where o.id = any(@orders)", of),
            History = await connection.ReadAsync<HistoryRow>($"{ReadHistory} where order_id = any(@orders) {InOrder}", of),
            CodeUses = await connection.ReadAsync<CodeUseRow>($"{ReadCodeUses} where order_id = any(@orders)", of),
        };
    }

    /// <summary>What has been sold, and what was delivered to whom.</summary>
    public static async Task<OrderBooks> ReadSalesAsync(NpgsqlConnection connection) => None with
    {
        Sold = await connection.ReadAsync<SoldRow>(ReadSold),
        Deliveries = await connection.ReadAsync<DeliveryRow>(ReadDeliveries),
    };

    public static async Task<OrderBooks> ReadAsync(string database)
    {
        await using var connection = await Rows.OpenAsync(database);
        return new(
            await connection.ReadAsync<OrderRow>(ReadOrders),
            await connection.ReadAsync<OrderLineRow>(ReadLines),
            await connection.ReadAsync<HistoryRow>(ReadHistory + InOrder),
            await connection.ReadAsync<KeyRow>(ReadKeys),
            await connection.ReadAsync<CodeRow>(ReadCodes),
            await connection.ReadAsync<CodeUseRow>(ReadCodeUses),
            await connection.ReadAsync<DeliveryRow>(ReadDeliveries),
            await connection.ReadAsync<SoldRow>(ReadSold));
    }
}

internal sealed record OrderRow(
    Guid Id, Guid UserId, string Status, decimal Total, string Currency, decimal Refunded, bool Waits,
    decimal Discount, decimal Shipping, decimal Tax, string? Code, bool KeepsOfCart)
{
    /// <summary>The shop has been paid, and has not given up the order.</summary>
    public bool IsPaid => Status is "Confirmed" or "Shipped" or "Delivered" or "Refunded";

    public bool IsCancelled => Status is "Cancelled";
}

internal sealed record OrderLineRow(Guid OrderId, string Sku, int Quantity, decimal UnitPrice, string Currency);

internal sealed record HistoryRow(Guid OrderId, int Step, string Status);

/// <param name="Status">Null while the request runs, or after it died.</param>
/// <param name="Location">What was made: of a checkout, its order.</param>
internal sealed record KeyRow(Guid UserId, string Key, int? Status, string? Location, string? Body);

internal sealed record CodeRow(string Code, int Used);

internal sealed record CodeUseRow(Guid OrderId, string Code);

/// <summary>Pieces in orders that were confirmed and not cancelled.</summary>
internal sealed record SoldRow(Guid ProductId, long Pieces)
{
    public override string ToString() => $"{Pieces} pieces of product {ProductId}";
}

/// <summary>Who was delivered what, once or more often.</summary>
internal sealed record DeliveryRow(Guid UserId, Guid ProductId);
