using Ecommerce.Moving;

namespace Ecommerce.CatalogService.Infrastructure.Moving;

/// <summary>The catalogue's tables as JSON, and back. Times are those that MongoDB can keep, too: to the millisecond.</summary>
internal static class PostgresTables
{
    public static readonly PostgresTable Categories = new(
        [("slug", "text COLLATE \"C\"")],
        """SELECT slug, name, parent, sort_order AS "order" FROM categories""",
        """
        INSERT INTO categories (slug, name, parent, sort_order)
        SELECT slug, name, parent, "order" FROM jsonb_to_recordset($1::jsonb) AS r (slug text, name text, parent text, "order" integer)
        """)
    {
        IsOneStatement = true,
    };

    public static readonly PostgresTable Products = new(
        [("id", "uuid")],
        """
        SELECT id, version, document AS details,
            date_trunc('milliseconds', created_at) AS "createdAt", date_trunc('milliseconds', updated_at) AS "updatedAt",
            sort_name AS "sortName", lowest_price AS "lowestPrice", date_trunc('milliseconds', refresh_at) AS "refreshAt"
        FROM products
        """,
        """
        INSERT INTO products (id, version, document, created_at, updated_at, sort_name, lowest_price, refresh_at)
        SELECT id, version, details, "createdAt", "updatedAt", "sortName", "lowestPrice", "refreshAt"
        FROM jsonb_to_recordset($1::jsonb) AS r (
            id uuid, version bigint, details jsonb, "createdAt" timestamptz, "updatedAt" timestamptz,
            "sortName" text, "lowestPrice" numeric, "refreshAt" timestamptz)
        """);

    public static readonly PostgresTable Stock = new(
        [("sku", "text COLLATE \"C\"")],
        """SELECT sku, product_id AS "productId", available, reserved, sold, version FROM stock""",
        """
        INSERT INTO stock (sku, product_id, available, reserved, sold, version)
        SELECT sku, "productId", available, reserved, sold, version FROM jsonb_to_recordset($1::jsonb) AS r (
            sku text, "productId" uuid, available integer, reserved integer, sold integer, version bigint)
        """);

    public static readonly PostgresTable Movements = new(
        [("sku", "text COLLATE \"C\""), ("version", "bigint")],
        """
        SELECT sku, version, available, reserved, sold, reason, order_id AS "orderId", date_trunc('milliseconds', at) AS at
        FROM stock_movements
        """,
        """
        INSERT INTO stock_movements (sku, version, available, reserved, sold, reason, order_id, at)
        SELECT sku, version, available, reserved, sold, reason, "orderId", at FROM jsonb_to_recordset($1::jsonb) AS r (
            sku text, version bigint, available integer, reserved integer, sold integer, reason text, "orderId" uuid, at timestamptz)
        ORDER BY at, sku, version
        """);

    public static readonly PostgresTable History = new(
        [("\"productId\"", "uuid"), ("version", "bigint")],
        """
        SELECT id, product_id AS "productId", version, date_trunc('milliseconds', at) AS at, actor_id AS "actorId", action, changes
        FROM product_history
        """,
        """
        INSERT INTO product_history (id, product_id, version, at, actor_id, action, changes)
        SELECT id, "productId", version, at, "actorId", action, changes FROM jsonb_to_recordset($1::jsonb) AS r (
            id uuid, "productId" uuid, version bigint, at timestamptz, "actorId" uuid, action text, changes jsonb)
        """);

    public static readonly PostgresTable Reservations = new(
        [("\"orderId\"", "uuid")],
        """
        SELECT order_id AS "orderId", state, short_skus AS "shortSkus", date_trunc('milliseconds', expires_at) AS "expiresAt", coalesce((
            SELECT jsonb_agg(jsonb_build_object('sku', sku, 'quantity', quantity, 'returned', returned) ORDER BY sku)
            FROM reservation_lines l WHERE l.order_id = reservations.order_id), '[]') AS lines FROM reservations
        """,
        """
        WITH moved AS (
            SELECT * FROM jsonb_to_recordset($1::jsonb) AS r (
                "orderId" uuid, state text, "shortSkus" text[], "expiresAt" timestamptz, lines jsonb)),
        reserved AS (
            INSERT INTO reservations (order_id, state, short_skus, expires_at, updated_at)
            SELECT "orderId", state, "shortSkus", "expiresAt", now() FROM moved)
        INSERT INTO reservation_lines (order_id, sku, quantity, returned)
        SELECT "orderId", sku, quantity, returned FROM moved, jsonb_to_recordset(lines) AS l (sku text, quantity integer, returned integer)
        """);

    public static readonly PostgresTable Returns = new(
        [("\"returnId\"", "uuid")],
        """SELECT return_id AS "returnId", order_id AS "orderId", date_trunc('milliseconds', received_at) AS "receivedAt" FROM returns""",
        """
        INSERT INTO returns (return_id, order_id, received_at)
        SELECT "returnId", "orderId", "receivedAt"
        FROM jsonb_to_recordset($1::jsonb) AS r ("returnId" uuid, "orderId" uuid, "receivedAt" timestamptz)
        """);

    public static readonly PostgresTable Adjustments = new(
        [("caller", "uuid"), ("key", "text")],
        "SELECT caller, key, sku, change, reason, available, reserved, sold FROM stock_adjustments",
        """
        INSERT INTO stock_adjustments (caller, key, sku, change, reason, available, reserved, sold, at)
        SELECT caller, key, sku, change, reason, available, reserved, sold, now() FROM jsonb_to_recordset($1::jsonb) AS r (
            caller uuid, key text, sku text, change integer, reason text, available integer, reserved integer, sold integer)
        """);

    public static readonly PostgresTable Results = new(
        [("caller", "uuid"), ("key", "text COLLATE \"C\""), ("part", "text COLLATE \"C\"")],
        "SELECT caller, key, part, result, date_trunc('milliseconds', at) AS at FROM idempotent_results",
        """
        INSERT INTO idempotent_results (caller, key, part, result, at)
        SELECT caller, key, part, result, at FROM jsonb_to_recordset($1::jsonb) AS r (
            caller uuid, key text, part text, result text, at timestamptz)
        """);
}
