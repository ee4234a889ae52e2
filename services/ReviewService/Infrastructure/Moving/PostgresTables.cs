using Ecommerce.Moving;

namespace Ecommerce.ReviewService.Infrastructure.Moving;

/// <summary>The tables of reviews as JSON, and back. Times are truncated to milliseconds, the precision of MongoDB.</summary>
internal static class PostgresTables
{
    public static readonly PostgresTable Products = new(
        [("id", "uuid")],
        "SELECT id, version, shown FROM products",
        """
        INSERT INTO products (id, version, shown)
        SELECT id, version, shown FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, version bigint, shown boolean)
        """);

    public static readonly PostgresTable Deliveries = new(
        [("\"userId\"", "uuid"), ("\"productId\"", "uuid")],
        """SELECT user_id AS "userId", product_id AS "productId" FROM deliveries""",
        """
        INSERT INTO deliveries (user_id, product_id)
        SELECT "userId", "productId" FROM jsonb_to_recordset($1::jsonb) AS r ("userId" uuid, "productId" uuid)
        """);

    public static readonly PostgresTable Erasures = new(
        [("\"userId\"", "uuid")],
        """SELECT user_id AS "userId", date_trunc('milliseconds', erased_at) AS "erasedAt" FROM erased_users""",
        """
        INSERT INTO erased_users (user_id, erased_at)
        SELECT "userId", "erasedAt" FROM jsonb_to_recordset($1::jsonb) AS r ("userId" uuid, "erasedAt" timestamptz)
        """);

    public static readonly PostgresTable Ratings = new(
        [("\"productId\"", "uuid")],
        """SELECT product_id AS "productId", version, histogram FROM ratings""",
        """
        INSERT INTO ratings (product_id, version, histogram)
        SELECT "productId", version,
        histogram FROM jsonb_to_recordset($1::jsonb) AS r ("productId" uuid, version bigint, histogram integer[])
        """);

    public static readonly PostgresTable Reviews = new(
        [("id", "uuid")],
        """
        SELECT id, product_id AS "productId", author_id AS "authorId", author_name AS "authorName", stars, title, text, state, reason,
        verified, helpful, unhelpful, reports,
            version, date_trunc('milliseconds', written_at) AS "writtenAt",
            date_trunc('milliseconds', changed_at) AS "changedAt" FROM reviews
        """,
        """
        INSERT INTO reviews (
            id, product_id, author_id, author_name, stars, title, text, state, reason, verified, helpful, unhelpful, reports, version,
            written_at, changed_at)
        SELECT id, "productId", "authorId", "authorName", stars, title, text, state, reason, verified, helpful, unhelpful, reports, version,
        "writtenAt", "changedAt"
        FROM jsonb_to_recordset($1::jsonb) AS r (
            id uuid, "productId" uuid, "authorId" uuid, "authorName" text, stars integer, title text, text text, state text, reason text,
            verified boolean, helpful integer,
            unhelpful integer, reports integer, version bigint, "writtenAt" timestamptz, "changedAt" timestamptz)
        """);

    public static readonly PostgresTable Votes = new(
        [("\"reviewId\"", "uuid"), ("\"userId\"", "uuid")],
        """SELECT review_id AS "reviewId", user_id AS "userId", helpful FROM votes""",
        """
        INSERT INTO votes (review_id, user_id, helpful)
        SELECT "reviewId", "userId", helpful FROM jsonb_to_recordset($1::jsonb) AS r ("reviewId" uuid, "userId" uuid, helpful boolean)
        """);

    public static readonly PostgresTable Reports = new(
        [("\"reviewId\"", "uuid"), ("\"userId\"", "uuid")],
        """SELECT review_id AS "reviewId", user_id AS "userId", reason, comment, date_trunc('milliseconds', at) AS at FROM reports""",
        """
        INSERT INTO reports (review_id, user_id, reason, comment, at)
        SELECT "reviewId", "userId", reason, comment,
        at FROM jsonb_to_recordset($1::jsonb) AS r ("reviewId" uuid, "userId" uuid, reason text, comment text, at timestamptz)
        """);

    public static readonly PostgresTable Words = new(
        [("version", "bigint")],
        "SELECT version, words FROM filter_words",
        """
        INSERT INTO filter_words (id, version, words)
        SELECT 1, version, words FROM jsonb_to_recordset($1::jsonb) AS r (version bigint, words text[])
        """);
}
