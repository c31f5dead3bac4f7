"""What Redis does in one breath, as Lua. KEYS[1] is the hash of the class, and the channel of its news."""

MAKE = """
local rev = redis.call('HGET', KEYS[1], 'rev')
if rev and tonumber(rev) >= tonumber(ARGV[1]) then return 0 end
redis.call('HSET', KEYS[1], unpack(ARGV, 3))
redis.call('EXPIRE', KEYS[1], ARGV[2])
redis.call('DEL', KEYS[2])
redis.call('PUBLISH', KEYS[1], redis.call('HGET', KEYS[1], 'rev') .. ' -1')
return 1
"""
"""KEYS: class, frames. ARGV: the revision that a kept class must be below, seconds, then fields and values."""

HOSTED = """
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
redis.call('HSET', KEYS[1], 'hosted', 1)
local open = redis.call('HGET', KEYS[1], 'open')
if open ~= '' then redis.call('EXPIRE', KEYS[1] .. ':' .. open, ARGV[1]) end
return redis.call('EXPIRE', KEYS[1], ARGV[1])
"""
"""ARGV: seconds, of the class and of the votes that came before its host."""

SWAP = """
if redis.call('HGET', KEYS[1], 'rev') ~= ARGV[1] or redis.call('HGET', KEYS[1], 'run') ~= ARGV[5] then return 0 end
local last, covered = unpack(redis.call('HMGET', KEYS[1], 'last', 'covered'))
redis.call('HSET', KEYS[1], unpack(ARGV, 6))
local less = tonumber(redis.call('HGET', KEYS[1], 'last')) < tonumber(last)
if less or (covered ~= '1' and redis.call('HGET', KEYS[1], 'covered') == '1') then redis.call('DEL', KEYS[3]) end
if ARGV[2] ~= '' then
  redis.call('HSET', KEYS[2], ARGV[2], ARGV[3])
  redis.call('PEXPIRE', KEYS[2], redis.call('PTTL', KEYS[1]))
end
if ARGV[4] ~= '' then
  for _, at in ipairs(redis.call('HKEYS', KEYS[2])) do redis.call('DEL', KEYS[1] .. ':' .. at) end
  redis.call('DEL', KEYS[2], KEYS[3])
  redis.call('HDEL', KEYS[1], 'last')
  redis.call('EXPIRE', KEYS[1], ARGV[4])
end
redis.call('PUBLISH', KEYS[1], redis.call('HGET', KEYS[1], 'rev') .. ' -1')
return 1
"""
"""KEYS: class, questions, frames.

ARGV: the revision seen; the round or '', its question; seconds for a class that ends, else ''; the run of Redis; fields and values. A
class of another run is looked at first, for votes may be gone. One that has ended has no last step: it takes no marker and no frame.
"""

SCRUB = """
local last = redis.call('HGET', KEYS[1], 'last')
if not last then return 0 end
local k = math.min(tonumber(ARGV[1]), tonumber(last))
local rev = redis.call('HINCRBY', KEYS[1], 'rev', 1)
redis.call('HSET', KEYS[1], 'step', k)
redis.call('PUBLISH', KEYS[1], rev .. ' ' .. k)
return rev
"""
"""ARGV: the step."""

VOTE = """
local open = redis.call('HGET', KEYS[1], 'open')
if not open then return -2 end
if open ~= ARGV[1] then return 0 end
local old = redis.call('HGET', KEYS[2], ARGV[2])
if not old and redis.call('HLEN', KEYS[2]) >= tonumber(ARGV[4]) then return -1 end
if old and ARGV[5] ~= '' and tonumber(string.match(old, ',[^,]+,(%d+)%]$') or 0) > tonumber(ARGV[5]) then return old end
redis.call('HSET', KEYS[2], ARGV[2], ARGV[3])
redis.call('PEXPIRE', KEYS[2], redis.call('PTTL', KEYS[1]))
return ARGV[3]
"""
"""KEYS: class, votes of the round. ARGV: the round, seat, vote, votes at most, the `n` of one that may be late. Returned is what is kept.

-2: no class, -1: too many, 0: closed.
"""

HEAL = """
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
redis.call('HSET', KEYS[2], ARGV[2], ARGV[3])
redis.call('PEXPIRE', KEYS[2], redis.call('PTTL', KEYS[1]))
for i = 4, #ARGV, 2 do redis.call(ARGV[1], KEYS[3], ARGV[i], ARGV[i + 1]) end
if #ARGV > 4 then redis.call('PEXPIRE', KEYS[3], redis.call('PTTL', KEYS[1])) end
return 1
"""
"""KEYS: class, questions, votes of a round. ARGV: HSET or HSETNX, the round, its question, then seats and votes."""

BEAT = """
local now, sum = tonumber(redis.call('TIME')[1]), 0
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2] .. ' ' .. now)
redis.call('EXPIRE', KEYS[1], ARGV[3])
if redis.call('HGET', KEYS[2], ARGV[1]) ~= ARGV[4] then redis.call('HSET', KEYS[2], ARGV[1], ARGV[4]) end
redis.call('EXPIRE', KEYS[2], ARGV[3])
local all = redis.call('HGETALL', KEYS[1])
for i = 1, #all, 2 do
  local here, at = string.match(all[i + 1], '(%d+) (%d+)')
  if now - tonumber(at) < tonumber(ARGV[3]) then sum = sum + tonumber(here) else
    for _, key in ipairs(KEYS) do redis.call('HDEL', key, all[i]) end
  end
end
return sum
"""
"""KEYS: how many are where, who. ARGV: the worker, how many it has, seconds after which a worker is not counted, its seats."""

FRAME = """
local last, covered = unpack(redis.call('HMGET', KEYS[1], 'last', 'covered'))
if not last or tonumber(ARGV[2]) > tonumber(last) or (covered == '1' and ARGV[5] == '1') then return 0 end
redis.call('HSET', KEYS[2], ARGV[1], ARGV[4])
redis.call('PEXPIRE', KEYS[2], redis.call('PTTL', KEYS[1]))
redis.call('PUBLISH', KEYS[2], ARGV[3] .. ARGV[4])
return 1
"""
"""KEYS: class, frames. ARGV: kind, the last step that the frame shows, the worker, the frame, 1 if it marks the lowest loss."""

DROP = """
for _, at in ipairs(redis.call('HKEYS', KEYS[2])) do redis.call('DEL', KEYS[1] .. ':' .. at) end
return redis.call('DEL', unpack(KEYS))
"""
"""KEYS: class, questions, and what else there is of it."""
