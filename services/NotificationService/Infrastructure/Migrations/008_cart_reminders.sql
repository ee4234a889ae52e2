-- Staff look at reminders of carts, newest first.
CREATE INDEX messages_cart_reminders ON messages (id) WHERE kind = 'abandoned-cart';
