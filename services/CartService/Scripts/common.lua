-- A cart is a hash: version, updated (Unix milliseconds), currency, and per line a field line:SKU with JSON:
-- quantity, added (the version it came with, which orders the lines) and what the catalogue said when it was added.
-- Amounts are strings: Lua's numbers are binary fractions.

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

local function touch(cart, now, lifetime)
  redis.call('HINCRBY', cart, 'version', 1)
  redis.call('HSET', cart, 'updated', now)
  redis.call('EXPIRE', cart, lifetime)
  if #skus(cart) == 0 then
    redis.call('HDEL', cart, 'currency')
  end
end

local function answer(code, cart)
  local reply = redis.call('HGETALL', cart)
  table.insert(reply, 1, code)
  return reply
end
