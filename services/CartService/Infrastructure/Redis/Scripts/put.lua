-- Adds pieces of a SKU to a cart, or sets their quantity.
local cart = KEYS[1]
local sku, mode, snapshot = ARGV[4], ARGV[5], cjson.decode(ARGV[6])
local quantity, available, max_lines, max_quantity = tonumber(ARGV[7]), tonumber(ARGV[8]), tonumber(ARGV[9]), tonumber(ARGV[10])
local must_exist = owner == ''

if must_exist and redis.call('EXISTS', cart) == 0 then return { 'unknown-cart' } end

local known = find(cart, sku)
-- The SKU was given to another product since. Whoever looks at that one may add it; the line that is there does not turn into it.
local is_other = known and known.productId ~= snapshot.productId
if is_other and mode == 'set' then return { 'no-longer-sold' } end
if known and not is_other and mode == 'add' then quantity = quantity + known.quantity end
if quantity > max_quantity then return { 'too-many-pieces' } end
if quantity > available then return { 'not-enough-stock' } end

local lines = #skus(cart)
if not known and lines >= max_lines then return { 'too-many-lines' } end

local alone = lines == 0 or (known and lines == 1)
if not alone and redis.call('HGET', cart, 'currency') ~= snapshot.currency then return { 'other-currency' } end

snapshot.quantity = quantity
snapshot.added = known and known.added or tonumber(redis.call('HGET', cart, 'version') or '0') + 1
put(cart, sku, snapshot)
redis.call('HSET', cart, 'currency', snapshot.currency)
touch(cart)
return answer('ok', cart)
