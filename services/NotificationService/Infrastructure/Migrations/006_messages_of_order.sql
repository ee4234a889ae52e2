-- What was sent about an order.
CREATE INDEX messages_of_order ON messages (order_id, id) WHERE order_id IS NOT NULL;
