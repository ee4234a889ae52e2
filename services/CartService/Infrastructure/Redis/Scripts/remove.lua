-- Removes a SKU from a cart, or all when no SKU is given.
local cart = KEYS[1]
local sku = ARGV[4]

if redis.call('EXISTS', cart) == 0 then return { owner == '' and 'unknown-cart' or 'ok' } end

local removed = 0
for _, each in ipairs(sku == '' and skus(cart) or { sku }) do
  removed = removed + redis.call('HDEL', cart, 'line:' .. each)
end
if removed > 0 then touch(cart) end
return answer('ok', cart)
