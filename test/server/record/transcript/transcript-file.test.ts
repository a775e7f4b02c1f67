/** Covers server/record/transcript/copy-ledger.ts, server/record/transcript/copy-files.ts, server/storage/repositories/record/copied-line-repository.ts. */
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import type { SettledCaption } from '../../../../server/captions/ports/outlet.ts';
import { createLogger } from '../../../../server/logger.ts';
import { TranscriptFile } from '../../../../server/record/transcript/transcript-file.ts';
import { temporaryDirectory } from '../../../support/databases.ts';
import { spokenLine } from '../../../support/spoken-line.ts';
import { open } from '../../storage/open.ts';

const MEBIBYTE = 1024 * 1024;

function settled(at: number, text = `Line ${at}.`): SettledCaption {
  return {
    meetingId: 'm',
    language: 'es',
    line: spokenLine(at, { text }),
    rendering: {
      lineId: `l${at}`,
      version: at,
      text,
      language: 'es',
      state: 'settled',
      origin: 'machine',
      corrected: false,
      revision: 0,
      removed: false,
      delayMs: 0,
    },
  };
}

/** A transcript file in a directory of its own, with text from before when given. */
async function stage(before = '', options: { readonly longestBytes?: number } = {}) {
  const directory = temporaryDirectory();
  const path = join(directory.path, 'sample.txt');
  writeFileSync(path, before);
  const logger = createLogger('silent');
  const errors: unknown[] = [];
  vi.spyOn(logger, 'error').mockImplementation((_data: unknown, sentence?: unknown) => {
    errors.push(sentence);
  });
  const storage = await open('sqlite::memory:');
  const store = storage.copiedLines;
  const file = new TranscriptFile({ path, language: 'es', store, logger, ...options });
  return {
    errors,
    file,
    path,
    copy: `${path}.rewriting`,
    text: () => readFileSync(path, 'utf8'),
    /** What stands behind the text from before. */
    end: () => readFileSync(path).subarray(before.length).toString('utf8'),
    async [Symbol.asyncDispose]() {
      await file[Symbol.asyncDispose]();
      await storage[Symbol.asyncDispose]();
      directory[Symbol.dispose]();
    },
  };
}

const written = (at: number) => `[1970-01-01T00:00:00.000Z] Ana: Line ${at}.\n`;
const numbers = (count: number) => Array.from({ length: count }, (_value, at) => at);

describe('the transcript file', () => {
  it('holds every line of a burst once and in order', async () => {
    await using s = await stage();
    const burst = numbers(500);
    for (const at of burst) s.file.add(settled(at));
    s.file.add(settled(0));
    await s.file[Symbol.asyncDispose]();
    expect(s.text()).toBe(burst.map(written).join(''));
  });

  it('loses a line that is deleted before it is written, and no other line', async () => {
    await using s = await stage();
    s.file.add(settled(1));
    s.file.add(settled(2));
    void s.file.remove('m', ['l1']);
    s.file.add(settled(3));
    await s.file[Symbol.asyncDispose]();
    expect(s.text()).toBe(written(2) + written(3));
  });

  it('loses every line of a deleted meeting, and no line of another one', async () => {
    await using s = await stage('from before\n');
    s.file.add(settled(1));
    s.file.add({ ...settled(2), meetingId: 'other' });
    void s.file.remove('m');
    await s.file[Symbol.asyncDispose]();
    expect(s.text()).toBe(`from before\n${written(2)}`);
  });

  it('keeps the same words of another meeting, said in the same millisecond', async () => {
    await using s = await stage();
    s.file.add(settled(1));
    s.file.add({ ...settled(1), meetingId: 'other' });
    void s.file.remove('m', ['l1']);
    await s.file[Symbol.asyncDispose]();
    expect(s.text()).toBe(written(1));
  });
});

describe('a line that changes after it was written', () => {
  it('has its newest words in the place of the old ones', async () => {
    await using s = await stage('from before\n');
    for (const at of [1, 2, 3]) s.file.add(settled(at));
    await vi.waitFor(() => expect(s.text()).toContain(written(3)));
    s.file.add(settled(2, 'First wording.'));
    s.file.add(settled(2, 'Second wording.'));
    s.file.add(settled(4));
    const at = '[1970-01-01T00:00:00.000Z] Ana:';
    const rest = written(3) + written(4);
    await vi.waitFor(() => expect(s.text()).toBe(`from before\n${written(1)}${at} Second wording.\n${rest}`));
    s.file.add(settled(2, 'Third wording.'));
    s.file.add(settled(4));
    await s.file[Symbol.asyncDispose]();
    expect(s.text()).toBe(`from before\n${written(1)}${at} Third wording.\n${rest}`);
  });

  it('is gone when it is removed, also while a correction of it waits', async () => {
    await using s = await stage();
    for (const at of [1, 2, 3]) s.file.add(settled(at));
    s.file.add(settled(2, 'Another wording.'));
    const removed = settled(2, '');
    s.file.add({
      ...removed,
      rendering: { ...removed.rendering, state: 'settled', removed: true, origin: 'original' },
    });
    await s.file[Symbol.asyncDispose]();
    expect(s.text()).toBe(written(1) + written(3));
  });

  it('stays as it is when it was changed back before it was rewritten', async () => {
    await using s = await stage();
    s.file.add(settled(1));
    s.file.add(settled(1, 'Another wording.'));
    s.file.add(settled(1));
    await s.file[Symbol.asyncDispose]();
    expect(s.text()).toBe(written(1));
  });
});

describe('a deletion from a large file', () => {
  const old = (bytes: number) => `${'x'.repeat(127)}\n`.repeat(bytes / 128);

  it('holds neither the event loop nor the whole file in memory', { timeout: 60_000 }, async () => {
    const text = old(32 * MEBIBYTE);
    await using s = await stage(text);
    s.file.add(settled(1));
    void s.file.remove('m', ['l1']);
    const { longestTurn, memory } = await watch(s.file[Symbol.asyncDispose]());
    expect(s.text()).toBe(text);
    expect(longestTurn).toBeLessThan(0.25);
    // Twice: garbage counts until it is collected.
    expect(memory).toBeLessThan(2 * text.length);
  });

  it('writes a line that settles meanwhile before the deletion ends, and keeps it', async () => {
    const text = old(8 * MEBIBYTE);
    await using s = await stage(text);
    s.file.add(settled(1));
    void s.file.remove('m', ['l1']);
    await vi.waitFor(() => expect(existsSync(s.copy)).toBe(true), { interval: 1 });
    s.file.add(settled(2));
    await vi.waitFor(() => expect(s.end()).toBe(written(1) + written(2)), { interval: 1 });
    expect(existsSync(s.copy)).toBe(true);
    void s.file.remove('m', ['l2']);
    s.file.add(settled(3));
    await s.file[Symbol.asyncDispose]();
    expect(s.text()).toBe(text + written(3));
    expect(existsSync(s.copy)).toBe(false);
  });

  it('copies the file once for several deletions at once', async () => {
    await using s = await stage(old(MEBIBYTE));
    for (const at of numbers(100)) s.file.add(settled(at));
    // Held open, so that its number is not given to a later copy.
    const first = openSync(s.path, 'r');
    const files = new Set<number>();
    let isOver = false;
    for (const at of numbers(100)) void s.file.remove('m', [`l${at}`]);
    const ended = s.file[Symbol.asyncDispose]().then(() => {
      isOver = true;
    });
    while (!isOver) {
      files.add(statSync(s.path).ino);
      await setImmediate();
    }
    await ended;
    files.add(statSync(s.path).ino);
    expect(s.text()).toBe(old(MEBIBYTE));
    closeSync(first);
    // The file itself, and its copy.
    expect(files.size).toBe(2);
  });

  it('that fails leaves the file as it was, and further lines are written', async () => {
    await using s = await stage('from before\n');
    s.file.add(settled(1));
    await vi.waitFor(() => expect(s.text()).toContain(written(1)));
    mkdirSync(s.copy);
    void s.file.remove('m', ['l1']);
    s.file.add(settled(2));
    await s.file[Symbol.asyncDispose]();
    expect(s.text()).toBe(`from before\n${written(1)}${written(2)}`);
    expect(s.errors).toEqual([
      'deleted and corrected lines are left in TRANSCRIPT_FILE, this is tried again',
    ]);
  });
});

/** The longest turn of the event loop as a part of the processor time of all, and the most memory above that at the start, bytes. */
async function watch(work: PromiseLike<void>) {
  let isOver = false;
  const done = Promise.resolve(work).finally(() => {
    isOver = true;
  });
  const memory = () => {
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const cpu = () => {
    const { user, system } = process.cpuUsage();
    return user + system;
  };
  const [startedAt, held] = [cpu(), memory()];
  let [turnAt, longest, most] = [startedAt, 0, held];
  for (let turn = 0; !isOver; turn += 1) {
    await setImmediate();
    const now = cpu();
    longest = Math.max(longest, now - turnAt);
    if (turn % 50 === 0) most = Math.max(most, memory());
    turnAt = now;
  }
  await done;
  return { longestTurn: longest / (cpu() - startedAt), memory: most - held };
}
