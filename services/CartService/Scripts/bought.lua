-- Takes what an order bought out of a cart, once per order however often it is asked.
local cart, seen = KEYS[1], KEYS[2]

if not redis.call('SET', seen, now, 'NX', 'EX', lifetime) then return { 'seen' } end
if redis.call('EXISTS', cart) == 0 then return { 'ok' } end

for i = 4, #ARGV, 2 do
  local sku, quantity = ARGV[i], tonumber(ARGV[i + 1])
  local line = find(cart, sku)
  if line and line.quantity > quantity then
    line.quantity = line.quantity - quantity
    put(cart, sku, line)
  elseif line then
    redis.call('HDEL', cart, 'line:' .. sku)
  end
end
touch(cart)
return { 'ok' }
