namespace Ecommerce.AnalyticsService.Infrastructure.Postgres;

/// <summary>
/// Writes facts to the live generation and to one that is being built. The statements are idempotent and independent of the order of
/// events.
/// </summary>
internal static class FactSql
{
    private const string Generations = """
        (SELECT id AS generation FROM generations
            WHERE CASE WHEN @only::integer IS NULL THEN state <> 'retired' ELSE id = @only END) AS target
        """;

    // A separate statement, so that the next one sees a pseudonym that another transaction has just committed.
    public const string Buyers = """
        INSERT INTO buyers (key, id)
        SELECT DISTINCT ON (buyer_key) buyer_key,
        buyer_id FROM jsonb_to_recordset(@rows::jsonb) AS t (buyer_key bytea, buyer_id uuid) ORDER BY buyer_key
        ON CONFLICT (key) DO NOTHING
        """;

    public const string Orders = $"""
        WITH input AS (
            SELECT * FROM jsonb_to_recordset(@rows::jsonb) AS t (
                order_id uuid, buyer_key bytea, buyer_id uuid, currency text, total numeric, test_group text,
                placed_at timestamptz, confirmed_at timestamptz, cancelled_at timestamptz, cancellation_reason text))
        INSERT INTO order_facts AS fact (
            generation, order_id, buyer, currency, total, test_group, placed_at, confirmed_at, cancelled_at, cancellation_reason)
        SELECT generation, order_id,
            coalesce(
                (SELECT buyer FROM order_facts live
                    WHERE live.order_id = input.order_id AND live.generation = (SELECT id FROM generations WHERE state = 'live')),
                (SELECT id FROM buyers WHERE key = input.buyer_key)),
            currency, total, test_group, placed_at, confirmed_at, cancelled_at, cancellation_reason
        FROM input CROSS JOIN {Generations}
        ORDER BY order_id
        ON CONFLICT (generation, order_id) DO UPDATE
            SET test_group = coalesce(fact.test_group, excluded.test_group),
                placed_at = coalesce(fact.placed_at, excluded.placed_at),
                confirmed_at = coalesce(fact.confirmed_at, excluded.confirmed_at),
                cancelled_at = coalesce(fact.cancelled_at, excluded.cancelled_at),
                cancellation_reason = coalesce(fact.cancellation_reason, excluded.cancellation_reason)
        """;

    public const string Lines = $"""
        INSERT INTO line_facts (generation, order_id, sku, product_id, name, quantity, amount)
        SELECT generation, order_id, sku, product_id, name, quantity, amount
        FROM jsonb_to_recordset(@rows::jsonb) AS t (order_id uuid, sku text, product_id uuid, name text, quantity integer, amount numeric)
            CROSS JOIN {Generations}
        ORDER BY order_id, sku
        ON CONFLICT DO NOTHING
        """;

    public const string Captures = $"""
        INSERT INTO capture_facts (generation, order_id, amount, currency, captured_at)
        SELECT generation, order_id, amount, currency, captured_at
        FROM jsonb_to_recordset(@rows::jsonb) AS t (order_id uuid, amount numeric, currency text, captured_at timestamptz)
            CROSS JOIN {Generations}
        ORDER BY order_id
        ON CONFLICT DO NOTHING
        """;

    public const string Refunds = $"""
        INSERT INTO refund_facts (generation, refund_id, order_id, amount, currency, refunded_at)
        SELECT generation, refund_id, order_id, amount, currency, refunded_at
        FROM jsonb_to_recordset(@rows::jsonb) AS t (refund_id uuid, order_id uuid, amount numeric, currency text, refunded_at timestamptz)
            CROSS JOIN {Generations}
        ORDER BY refund_id
        ON CONFLICT DO NOTHING
        """;

    public const string PaymentFailures = $"""
        INSERT INTO payment_failure_facts (generation, order_id, reason, failed_at)
        SELECT generation, order_id, reason, failed_at
        FROM jsonb_to_recordset(@rows::jsonb) AS t (order_id uuid, reason text, failed_at timestamptz) CROSS JOIN {Generations}
        ORDER BY order_id
        ON CONFLICT DO NOTHING
        """;

    public const string Reviews = $"""
        INSERT INTO review_facts AS fact (generation, review_id, product_id, stars, published, version, written_at)
        SELECT generation, review_id, product_id, stars, published, version, written_at
        FROM jsonb_to_recordset(@rows::jsonb) AS t (
                review_id uuid, product_id uuid, stars integer, published boolean, version bigint, written_at timestamptz)
            CROSS JOIN {Generations}
        ORDER BY review_id
        ON CONFLICT (generation, review_id) DO UPDATE
            SET stars = excluded.stars, published = excluded.published, version = excluded.version, written_at = excluded.written_at
            WHERE fact.version < excluded.version
        """;
}
