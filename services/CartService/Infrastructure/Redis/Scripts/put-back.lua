-- Puts back into a cart what an order took out of it that failed, once per order. An order that has taken nothing yet takes nothing later.
local cart, order, erased = KEYS[1], KEYS[2], KEYS[3]
local max_lines, max_quantity = tonumber(ARGV[4]), tonumber(ARGV[5])

-- A string is from before lines were remembered.
local is_known = redis.call('TYPE', order).ok == 'list'
local taken = is_known and redis.call('LRANGE', order, 1, -1) or {}
remember(order, {})
if #taken == 0 or redis.call('EXISTS', erased) == 1 then return { 'ok' } end

for _, json in ipairs(taken) do
  local line = cjson.decode(json)
  local known, currency, lines = find(cart, line.sku), redis.call('HGET', cart, 'currency'), #skus(cart)
  local has_room = known or lines < max_lines
  local is_same = not known or known.productId == line.productId
  if has_room and is_same and (not currency or currency == line.currency) then
    line.quantity = math.min(line.quantity + (known and known.quantity or 0), max_quantity)
    put(cart, line.sku, line)
    redis.call('HSET', cart, 'currency', line.currency)
  end
end
touch(cart)
return { 'ok' }
