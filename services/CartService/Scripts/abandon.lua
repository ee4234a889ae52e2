-- Says that a cart was left alone, once per idle stretch: it is idle and unsaid, or said and no longer idle, never both or neither.
-- What waits to be published leaves the outbox then; the log keeps it for those whom the broker does not bring it.
local cart, outbox, log = KEYS[1], KEYS[2], KEYS[3]
local changed_by, event, logged, most_logged = tonumber(ARGV[4]), ARGV[5], tonumber(ARGV[6]), tonumber(ARGV[7])

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
local entry = cjson.encode({
  id = event, userId = owner, version = redis.call('HGET', cart, 'version'), changedAt = redis.call('HGET', cart, 'updated'),
  noticedAt = now, lines = said,
})
redis.call('RPUSH', outbox, entry)

local newest = tonumber(redis.call('ZREVRANGE', log, 0, 0, 'WITHSCORES')[2] or '0')
redis.call('ZADD', log, string.format('%.0f', math.max(tonumber(now), newest + 1)), entry)
redis.call('ZREMRANGEBYSCORE', log, '-inf', string.format('%.0f', tonumber(now) - logged))
redis.call('ZREMRANGEBYRANK', log, 0, -most_logged - 1)
redis.call('PEXPIRE', log, string.format('%.0f', logged))
return { 'ok' }
