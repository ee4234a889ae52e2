-- A cart is a hash: version, updated (Unix milliseconds), currency, and per line a field line:SKU with JSON:
-- quantity, added (the version it came with, which orders the lines) and what the catalogue said when it was added.
-- Amounts are strings: Lua's numbers are binary fractions.
-- Every script has the cart that it changes among its keys, and as the last one the users' carts that are not empty, by the time of
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

local function answer(code, cart)
  local reply = redis.call('HGETALL', cart)
  table.insert(reply, 1, code)
  return reply
end
