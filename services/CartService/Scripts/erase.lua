-- Deletes a cart and the memory of it.
redis.call('DEL', KEYS[1])
redis.call('ZREM', idle, owner)
return { 'ok' }
