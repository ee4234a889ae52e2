-- Takes what an order has bought out of a cart, once per order however often it is called. What was taken is remembered, for an order
-- that fails.
local cart, order = KEYS[1], KEYS[2]

if redis.call('EXISTS', order) == 1 then return { 'seen' } end

local taken = {}
for i = 4, #ARGV, 2 do
  local sku, quantity = ARGV[i], tonumber(ARGV[i + 1])
  local line = find(cart, sku)
  if line then
    local left = line.quantity - quantity
    line.quantity = math.min(line.quantity, quantity)
    taken[#taken + 1] = cjson.encode(line)
    if left > 0 then
      line.quantity = left
      put(cart, sku, line)
    else
      redis.call('HDEL', cart, 'line:' .. sku)
    end
  end
end
remember(order, taken)
if #taken > 0 then touch(cart) end
return { 'ok' }
