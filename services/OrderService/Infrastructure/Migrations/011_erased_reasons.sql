-- What staff wrote about returns and refunds of erased buyers, from before that was erased, too.
UPDATE orders
SET returns = (
        SELECT coalesce(jsonb_agg(
            CASE WHEN known ->> 'rejectionReason' IS NULL THEN known
            ELSE known || jsonb_build_object('rejectionReason', '[erased]') END ORDER BY n), '[]')
        FROM jsonb_array_elements(orders.returns) WITH ORDINALITY AS e (known, n)),
    refunds = (
        SELECT coalesce(jsonb_agg(
            CASE WHEN known ->> 'reason' IN ('returned', 'order-cancelled') THEN known
            ELSE known || jsonb_build_object('reason', '[erased]') END ORDER BY n), '[]')
        FROM jsonb_array_elements(orders.refunds) WITH ORDINALITY AS e (known, n))
WHERE erased_at IS NOT NULL AND (returns <> '[]' OR refunds <> '[]');
