-- Says that a cart was left alone, once per idle stretch: it is idle and unsaid, or said and no longer idle, never both or neither.
local cart, outbox = KEYS[1], KEYS[2]
local changed_by, event = tonumber(ARGV[4]), ARGV[5]

local changed = redis.call('ZSCORE', idle, owner)
if not changed or tonumber(changed) > changed_by then return { 'ok' } end
redis.call('ZREM', idle, owner)

local lines = {}
for _, sku in ipairs(skus(cart)) do
  lines[#lines + 1] = find(cart, sku)
end
if #lines == 0 then return { 'ok' } end

table.sort(lines, function(one, other) return one.added < other.added end)
local said = {}
for i, line in ipairs(lines) do
  said[i] = { sku = line.sku, quantity = line.quantity }
end
redis.call('RPUSH', outbox, cjson.encode({
  id = event, userId = owner, version = redis.call('HGET', cart, 'version'), changedAt = redis.call('HGET', cart, 'updated'),
  noticedAt = now, lines = said,
}))
return { 'ok' }
