// Starts a command, waits for the address that it prints, asks it for a page, and ends it: answers.mjs <path> <command> [arguments].
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const [path, command, ...args] = process.argv.slice(2);
/** A build goes first on a new machine. */
const LIMIT_MS = 180_000;

// A group of its own: npm passes no signal on to what it started.
const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'], detached: true });
const exited = once(child, 'exit');
const limit = setTimeout(() => process.kill(-child.pid, 'SIGKILL'), LIMIT_MS);
let status;
for await (const line of createInterface({ input: child.stdout })) {
  console.log(line);
  // The configuration in the log names the addresses of others.
  if (line.startsWith('{') && !line.includes('"msg":"listening"')) continue;
  const url = line.match(/http:\/\/[^\s"]+:\d+[^\s"]*/)?.[0];
  if (url === undefined || status !== undefined) continue;
  // The address it listens on may be every address of the machine.
  status = (await fetch(new URL(path, url.replace('//0.0.0.0', '//127.0.0.1')))).status;
  console.log(`${url} ${path}: ${status}`);
  process.kill(-child.pid, 'SIGTERM');
}
await exited;
clearTimeout(limit);
if (status !== 200) {
  console.error(`${[command, ...args].join(' ')} did not answer ${path} with 200.`);
  process.exitCode = 1;
}
