-- A cart is a hash: version, updated (Unix milliseconds), abandoned (when that was published, until its next change), currency, and per
-- line a field line:SKU with JSON: quantity, added (the version it was added with, which sorts the lines) and what the catalogue returned
-- when it was added. Amounts are strings: Lua's numbers are binary fractions.
-- The keys of every script are the cart that it changes, others of its own, and last two that are sorted by the time of the last change:
-- users whose carts are not empty and were not published as abandoned since, and all carts that are not empty, anonymous ones too.
-- Its first arguments are the time (Unix milliseconds), how long the cart is kept (seconds), and its user, empty for an anonymous one.

local now, lifetime, owner = ARGV[1], ARGV[2], ARGV[3]
local idle, resting = KEYS[#KEYS - 1], KEYS[#KEYS]

local function find(cart, sku)
  local json = redis.call('HGET', cart, 'line:' .. sku)
  return json and cjson.decode(json)
end

local function put(cart, sku, line)
  redis.call('HSET', cart, 'line:' .. sku, cjson.encode(line))
end

local function skus(cart)
  local found = {}
  for _, field in ipairs(redis.call('HKEYS', cart)) do
    if string.sub(field, 1, 5) == 'line:' then
      found[#found + 1] = string.sub(field, 6)
    end
  end
  return found
end

-- What a cart is called among those that are not empty: what its key has in braces.
local function name(cart)
  return string.match(cart, '{(.*)}')
end

-- No cart is kept longer than this many milliseconds, of which the sorted set knows nothing.
local longest_lifetime = 90 * 24 * 60 * 60 * 1000

local function touch(cart)
  redis.call('HINCRBY', cart, 'version', 1)
  redis.call('HSET', cart, 'updated', now)
  redis.call('HDEL', cart, 'abandoned')
  redis.call('EXPIRE', cart, lifetime)
  local is_empty = #skus(cart) == 0
  if is_empty then
    redis.call('HDEL', cart, 'currency')
    redis.call('ZREM', resting, name(cart))
  else
    redis.call('ZADD', resting, now, name(cart))
    redis.call('ZREMRANGEBYSCORE', resting, '-inf', now - longest_lifetime)
  end
  if owner ~= '' and is_empty then
    redis.call('ZREM', idle, owner)
  elseif owner ~= '' then
    redis.call('ZADD', idle, now, owner)
  end
end

-- Of an order: a list of its time and of the lines that it took out of the cart.
local function remember(order, taken)
  redis.call('DEL', order)
  redis.call('RPUSH', order, now, unpack(taken))
  redis.call('EXPIRE', order, lifetime)
end

local function answer(code, cart)
  local reply = redis.call('HGETALL', cart)
  table.insert(reply, 1, code)
  return reply
end
