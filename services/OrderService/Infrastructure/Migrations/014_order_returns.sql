-- Which returns there are, newest first, without reading their orders: an index over the elements of orders.returns, which PostgreSQL cannot
-- keep itself. By a trigger, as one is: replicas of the version before, which do not know it, write to it as well.
CREATE TABLE order_returns (
    id uuid PRIMARY KEY,
    order_id uuid NOT NULL REFERENCES orders ON DELETE CASCADE,
    status text NOT NULL);
CREATE INDEX order_returns_by_status ON order_returns (status, id);
CREATE INDEX order_returns_by_order ON order_returns (order_id);

CREATE FUNCTION list_returns() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO order_returns (id, order_id, status)
    SELECT (r ->> 'id')::uuid, NEW.id, r ->> 'status' FROM jsonb_array_elements(NEW.returns) r
    ON CONFLICT (id) DO UPDATE SET status = excluded.status WHERE order_returns.status <> excluded.status;
    RETURN NULL;
END
$$;

CREATE TRIGGER returns_of_new_orders AFTER INSERT ON orders FOR EACH ROW WHEN (NEW.returns <> '[]') EXECUTE FUNCTION list_returns();
CREATE TRIGGER returns_of_orders AFTER UPDATE OF returns ON orders FOR EACH ROW
WHEN (NEW.returns IS DISTINCT FROM OLD.returns AND jsonb_typeof(NEW.returns) = 'array') EXECUTE FUNCTION list_returns();

INSERT INTO order_returns (id, order_id, status)
SELECT (r ->> 'id')::uuid, orders.id, r ->> 'status' FROM orders CROSS JOIN LATERAL jsonb_array_elements(orders.returns) r
WHERE orders.returns <> '[]';
