-- Outside a transaction: messages are sent meanwhile.
-- Staff look at reminders of carts, newest first.
CREATE INDEX CONCURRENTLY IF NOT EXISTS messages_cart_reminders ON messages (id) WHERE kind = 'abandoned-cart';
