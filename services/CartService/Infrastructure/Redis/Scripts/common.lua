-- A cart is a hash: version, updated (Unix milliseconds), currency, and per line a field line:SKU with JSON:
-- quantity, added (the version it was added with, which sorts the lines) and what the catalogue returned when it was added.
-- Amounts are strings: Lua's numbers are binary fractions.
-- The keys of every script are the cart that it changes, others of its own, and last the users whose carts are not empty, by the time of
-- their last change. Its first arguments are the time (Unix milliseconds), how long the cart is kept (seconds), and its user,
-- empty for an anonymous one.

local now, lifetime, owner = ARGV[1], ARGV[2], ARGV[3]
local idle = KEYS[#KEYS]

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

local function touch(cart)
  redis.call('HINCRBY', cart, 'version', 1)
  redis.call('HSET', cart, 'updated', now)
  redis.call('EXPIRE', cart, lifetime)
  local is_empty = #skus(cart) == 0
  if is_empty then
    redis.call('HDEL', cart, 'currency')
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
