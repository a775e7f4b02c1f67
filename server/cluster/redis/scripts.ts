/** The scripts of the nodes. The client sends a digest, and the script itself only when Redis does not know it: half a kilobyte for every meeting. */
import { type CommandParser, defineScript } from '@redis/client';

/** Answers who owns the meeting afterwards. Key: the lease. Arguments: the node, and for how many milliseconds. */
const TAKE = `
if redis.call('set', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then return ARGV[1] end
return redis.call('get', KEYS[1])`;

/** Of a lease that `renewLeases` found: another node's, or nobody's. */
export const TAKEN = 0;
export const FORGOTTEN = 2;

/** For each lease 1 when it is still this node's, `TAKEN` or `FORGOTTEN`. Arguments as of `TAKE`. */
const RENEW = `
local kept = {}
for index, key in ipairs(KEYS) do
  local owner = redis.call('get', key)
  if owner == ARGV[1] then
    redis.call('pexpire', key, ARGV[2])
    kept[index] = 1
  elseif owner then
    kept[index] = 0
  else
    kept[index] = 2
  end
end
return kept`;

const RELEASE = `
if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end
return 0`;

/** Arguments: for how many milliseconds, and this node's rooms. Answers those of all nodes. By Redis' clock, because those of nodes differ. */
const EXCHANGE = `
local time = redis.call('time')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('zremrangebyscore', KEYS[1], '-inf', now)
for index = 2, #ARGV do redis.call('zadd', KEYS[1], now + ARGV[1], ARGV[index]) end
if #ARGV > 1 then redis.call('pexpire', KEYS[1], ARGV[1]) end
return redis.call('zrange', KEYS[1], 0, -1)`;

export function createScripts() {
  return {
    takeLease: script(TAKE),
    renewLeases: script(RENEW),
    releaseLease: script(RELEASE),
    exchangeRooms: script(EXCHANGE),
  };
}

function script(text: string) {
  return defineScript({
    SCRIPT: text,
    parseCommand: (parser: CommandParser, keys: readonly string[], values: readonly string[]) => {
      parser.push(String(keys.length));
      parser.pushKeys([...keys]);
      parser.push(...values);
    },
    transformReply: (reply: unknown) => reply,
  });
}
