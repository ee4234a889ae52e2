-- Publishes that a cart is abandoned, once until its next change: the same step removes it from the idle carts and adds the event.
-- The event leaves the outbox once it is published; the log keeps it for consumers that miss it.
local cart, outbox, log = KEYS[1], KEYS[2], KEYS[3]
local changed_before, event, log_retention, max_logged = tonumber(ARGV[4]), ARGV[5], tonumber(ARGV[6]), tonumber(ARGV[7])

local changed = redis.call('ZSCORE', idle, owner)
if not changed or tonumber(changed) > changed_before then return { 'ok' } end
redis.call('ZREM', idle, owner)

local lines = {}
for _, sku in ipairs(skus(cart)) do
  lines[#lines + 1] = find(cart, sku)
end
if #lines == 0 then return { 'ok' } end

table.sort(lines, function(one, other) return one.added < other.added end)
local items = {}
for i, line in ipairs(lines) do
  items[i] = { sku = line.sku, quantity = line.quantity }
end
local entry = cjson.encode({
  id = event, userId = owner, version = redis.call('HGET', cart, 'version'), changedAt = redis.call('HGET', cart, 'updated'),
  noticedAt = now, lines = items,
})
redis.call('RPUSH', outbox, entry)
redis.call('HSET', cart, 'abandoned', now)

local newest = tonumber(redis.call('ZREVRANGE', log, 0, 0, 'WITHSCORES')[2] or '0')
redis.call('ZADD', log, string.format('%.0f', math.max(tonumber(now), newest + 1)), entry)
redis.call('ZREMRANGEBYSCORE', log, '-inf', string.format('%.0f', tonumber(now) - log_retention))
redis.call('ZREMRANGEBYRANK', log, 0, -max_logged - 1)
redis.call('PEXPIRE', log, string.format('%.0f', log_retention))
return { 'ok' }
