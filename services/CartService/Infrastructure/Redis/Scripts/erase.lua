-- Deletes a cart. An order of its owner that fails later puts nothing back.
redis.call('DEL', KEYS[1])
redis.call('SET', KEYS[2], now, 'EX', lifetime)
redis.call('ZREM', idle, owner)
redis.call('ZREM', resting, name(KEYS[1]))
return { 'ok' }
