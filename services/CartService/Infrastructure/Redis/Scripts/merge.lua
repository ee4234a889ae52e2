-- Moves the lines of an anonymous cart into a user's, the larger quantity wins, and deletes the anonymous cart.
local from, into = KEYS[1], KEYS[2]
local max_lines = tonumber(ARGV[4])

if redis.call('EXISTS', from) == 0 then return { 'unknown-cart' } end

local coming, new = skus(from), 0
for _, sku in ipairs(coming) do
  if not find(into, sku) then new = new + 1 end
end
if #skus(into) + new > max_lines then return { 'too-many-lines' } end

local currency, wanted = redis.call('HGET', into, 'currency'), redis.call('HGET', from, 'currency')
if currency and wanted and currency ~= wanted then return { 'other-currency' } end

local version = tonumber(redis.call('HGET', into, 'version') or '0') + 1
for _, sku in ipairs(coming) do
  local line, known = find(from, sku), find(into, sku)
  if not known then
    line.added = version + line.added / 1000000
    put(into, sku, line)
  elseif line.quantity > known.quantity then
    line.added = known.added
    put(into, sku, line)
  end
end
if wanted then redis.call('HSET', into, 'currency', wanted) end
touch(into)
redis.call('DEL', from)
redis.call('ZREM', resting, name(from))
return answer('ok', into)
