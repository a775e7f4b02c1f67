/** `npm run setup`: asks for the four required values and writes `.env`. */
import { createInterface } from 'node:readline/promises';
import { setUp } from './setup.ts';

const terminal = createInterface({ input: process.stdin, output: process.stdout });
/** Lines that come before their question, as from a pipe, wait for it. */
const lines = terminal[Symbol.asyncIterator]();
const isWritten = await setUp({
  directory: process.cwd(),
  ask: async (question) => {
    process.stdout.write(question);
    const line = await lines.next();
    return line.done === true ? undefined : line.value;
  },
  tell: (sentence) => {
    process.stdout.write(`${sentence}\n`);
  },
});
terminal.close();
if (!isWritten) process.exitCode = 1;
