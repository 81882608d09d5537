/** What must happen in Redis in one step: the stream and the count of its bytes move together. All
 * keys share a hash tag, so that they lie on one node of a cluster. */

export const GROUP = 'pipeline';

export const keysOf = (prefix: string) => ({
  stream: `{${prefix}}:log`,
  bytes: `{${prefix}}:log:bytes`,
  dead: `{${prefix}}:dead`,
});
export type RedisKeys = ReturnType<typeof keysOf>;

/** KEYS stream, bytes. ARGV limit, receivedAt, then the parts. 1 when appended, 0 when full. */
export const APPEND = `
local size = 0
for i = 3, #ARGV do size = size + #ARGV[i] end
local used = tonumber(redis.call('GET', KEYS[2]) or '0')
if used + size > tonumber(ARGV[1]) then return 0 end
for i = 3, #ARGV do redis.call('XADD', KEYS[1], '*', 'r', ARGV[2], 'd', ARGV[i]) end
redis.call('INCRBY', KEYS[2], size)
return 1`;

/** KEYS stream, bytes. ARGV group, then id and size in turn. An entry that is gone counts once only;
 * an empty stream holds no bytes, whatever was lost before. */
export const ACK = `
for i = 2, #ARGV, 2 do
  redis.call('XACK', KEYS[1], ARGV[1], ARGV[i])
  if redis.call('XDEL', KEYS[1], ARGV[i]) == 1 then redis.call('DECRBY', KEYS[2], ARGV[i + 1]) end
end
if redis.call('XLEN', KEYS[1]) == 0 then redis.call('SET', KEYS[2], 0) end
return 1`;

/** KEYS stream, bytes, dead. Entries, bytes, receivedAt of the oldest (or ''), dead letters. */
export const STATUS = `
local first = redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', 1)
local oldest = ''
if first[1] then oldest = first[1][2][2] end
local length = redis.call('XLEN', KEYS[1])
return { length, redis.call('GET', KEYS[2]) or '0', oldest, redis.call('XLEN', KEYS[3]) }`;

/** KEYS stream. ARGV group, own name, least idle ms. Removes readers that are gone for long and hold
 * nothing. */
export const SWEEP = `
for _, info in ipairs(redis.call('XINFO', 'CONSUMERS', KEYS[1], ARGV[1])) do
  local reader = {}
  for i = 1, #info, 2 do reader[info[i]] = info[i + 1] end
  if reader.name ~= ARGV[2] and reader.pending == 0 and reader.idle > tonumber(ARGV[3]) then
    redis.call('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], reader.name)
  end
end
return 1`;
