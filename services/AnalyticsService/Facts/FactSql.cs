namespace Ecommerce.AnalyticsService.Facts;

/// <summary>
/// How facts are written, to the live generation and to one that is being built: saying the same twice, or in another order, changes nothing.
/// </summary>
internal static class FactSql
{
    private const string Generations = """
        (select id as generation from generations where case when @only::integer is null then state <> 'retired' else id = @only end) as target
        """;

    // A statement of its own: the next one sees the name that another transaction has just given.
    public const string Buyers = """
        insert into buyers (key, id)
        select distinct on (buyer_key) buyer_key, buyer_id from jsonb_to_recordset(@rows::jsonb) as t (buyer_key bytea, buyer_id uuid) order by buyer_key
        on conflict (key) do nothing
        """;

    public const string Orders = $"""
        with told as (
            select * from jsonb_to_recordset(@rows::jsonb) as t (
                order_id uuid, buyer_key bytea, buyer_id uuid, currency text, total numeric, test_group text,
                placed_at timestamptz, confirmed_at timestamptz, cancelled_at timestamptz, cancellation_reason text))
        insert into order_facts as fact (
            generation, order_id, buyer, currency, total, test_group, placed_at, confirmed_at, cancelled_at, cancellation_reason)
        select generation, order_id,
            coalesce(
                (select buyer from order_facts live where live.order_id = told.order_id and live.generation = (select id from generations where state = 'live')),
                (select id from buyers where key = told.buyer_key)),
            currency, total, test_group, placed_at, confirmed_at, cancelled_at, cancellation_reason
        from told cross join {Generations}
        order by order_id
        on conflict (generation, order_id) do update
            set test_group = coalesce(fact.test_group, excluded.test_group),
                placed_at = coalesce(fact.placed_at, excluded.placed_at),
                confirmed_at = coalesce(fact.confirmed_at, excluded.confirmed_at),
                cancelled_at = coalesce(fact.cancelled_at, excluded.cancelled_at),
                cancellation_reason = coalesce(fact.cancellation_reason, excluded.cancellation_reason)
        """;

    public const string Lines = $"""
        insert into line_facts (generation, order_id, sku, product_id, name, quantity, amount)
        select generation, order_id, sku, product_id, name, quantity, amount
        from jsonb_to_recordset(@rows::jsonb) as t (order_id uuid, sku text, product_id uuid, name text, quantity integer, amount numeric)
            cross join {Generations}
        order by order_id, sku
        on conflict do nothing
        """;

    public const string Captures = $"""
        insert into capture_facts (generation, order_id, amount, currency, captured_at)
        select generation, order_id, amount, currency, captured_at
        from jsonb_to_recordset(@rows::jsonb) as t (order_id uuid, amount numeric, currency text, captured_at timestamptz) cross join {Generations}
        order by order_id
        on conflict do nothing
        """;

    public const string Refunds = $"""
        insert into refund_facts (generation, refund_id, order_id, amount, currency, refunded_at)
        select generation, refund_id, order_id, amount, currency, refunded_at
        from jsonb_to_recordset(@rows::jsonb) as t (refund_id uuid, order_id uuid, amount numeric, currency text, refunded_at timestamptz)
            cross join {Generations}
        order by refund_id
        on conflict do nothing
        """;

    public const string PaymentFailures = $"""
        insert into payment_failure_facts (generation, order_id, reason, failed_at)
        select generation, order_id, reason, failed_at
        from jsonb_to_recordset(@rows::jsonb) as t (order_id uuid, reason text, failed_at timestamptz) cross join {Generations}
        order by order_id
        on conflict do nothing
        """;

    public const string Reviews = $"""
        insert into review_facts as fact (generation, review_id, product_id, stars, published, version, written_at)
        select generation, review_id, product_id, stars, published, version, written_at
        from jsonb_to_recordset(@rows::jsonb) as t (
                review_id uuid, product_id uuid, stars integer, published boolean, version bigint, written_at timestamptz)
            cross join {Generations}
        order by review_id
        on conflict (generation, review_id) do update
            set stars = excluded.stars, published = excluded.published, version = excluded.version, written_at = excluded.written_at
            where fact.version < excluded.version
        """;
}
