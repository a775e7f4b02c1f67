/** Real processes that die, stand still or lose their services: every line once at every reader. */
import { setTimeout as pass } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { NodeProcesses } from '../support/node-processes.ts';
import type { TestPanel } from '../support/test-panel.ts';

const ENGLISH = 9;
/** Takeover of a killed node's streams. */
const TAKEN_WITHIN_MS = 10_000;
/** Without a ready media socket, while a drained node hands its streams over. */
const HANDED_OVER_WITHIN_MS = 500;
const CUT_MS = 3_000;

/** Three nodes; the last received the webhook and owns the meeting; each of the others has a reader. */
async function stage() {
  const nodes = await NodeProcesses.start(3);
  const [first, second, owner] = nodes.nodes;
  if (first === undefined || second === undefined || owner === undefined)
    throw new Error('Three nodes were asked for.');
  const meeting = nodes.zoom.createMeeting();
  const stream = await meeting.startRtms();
  await stream.ready();
  const ana = meeting.join('Ana', { language: ENGLISH });
  const read = async (node: typeof first, uid: string, language: string) => {
    const panel = await nodes.openPanel(node, { meetingUuid: meeting.uuid, uid });
    await panel.watch(language);
    return panel;
  };
  const readers = [await read(first, 'spanish', 'es'), await read(second, 'german', 'de')] as const;
  const carried: string[] = [];
  let count = 0;
  return {
    nodes,
    owner,
    stream,
    readers,
    carried,
    /** Says a sentence; it counts when a ready media socket carries it. */
    say: async () => {
      count += 1;
      const text = `This is sentence ${count} of many.`;
      const { sentTo } = await meeting.say(ana, text);
      if (sentTo > 0) carried.push(text);
    },
    [Symbol.asyncDispose]: () => nodes[Symbol.asyncDispose](),
  };
}

/** Each sentence in a line of its own, once, in the order in which it was spoken. */
async function readOnce(reader: TestPanel, language: string, sentences: readonly string[]): Promise<void> {
  const wanted = sentences.map((sentence) => `[${language}] ${sentence}`);
  await reader.until(({ settled }) => wanted.every((text) => settled.includes(text)), 30_000);
  expect(reader.settled).toEqual(wanted);
}

describe('several nodes', () => {
  it('go on with the meetings of a killed one within ten seconds, and repeat nothing', async () => {
    await using play = await stage();
    const { nodes, owner, stream, readers, say, carried } = play;
    for (let line = 0; line < 5; line += 1) await say();
    await readers[0].settledCaptions(5);
    await readers[1].settledCaptions(5);
    const ready = stream.readyAgain();
    const killedAt = performance.now();
    owner.process.kill('SIGKILL');
    await ready;
    expect(performance.now() - killedAt).toBeLessThan(TAKEN_WITHIN_MS);
    for (let line = 0; line < 5; line += 1) await say();
    await readOnce(readers[0], 'es', carried);
    await readOnce(readers[1], 'de', carried);
    expect(nodes.zoom.violations).toEqual([]);
  });

  it('take the meetings of a drained one over with half a second at most without media', async () => {
    await using play = await stage();
    const { nodes, owner, stream, readers, say, carried } = play;
    for (let line = 0; line < 5; line += 1) await say();
    await readers[0].settledCaptions(5);
    const ready = stream.readyAgain();
    const drainedAt = performance.now();
    owner.process.kill('SIGTERM');
    await ready;
    expect(performance.now() - drainedAt).toBeLessThan(HANDED_OVER_WITHIN_MS);
    for (let line = 0; line < 5; line += 1) await say();
    expect(carried).toHaveLength(10);
    await readOnce(readers[0], 'es', carried);
    await readOnce(readers[1], 'de', carried);
    expect(nodes.zoom.violations).toEqual([]);
  });

  it('go on with the meetings of one that stands still, whose late writes are refused', async () => {
    await using play = await stage();
    const { owner, stream, readers, say, carried } = play;
    for (let line = 0; line < 3; line += 1) await say();
    await readers[0].settledCaptions(3);
    await readers[1].settledCaptions(3);
    const ready = stream.readyAgain();
    owner.process.kill('SIGSTOP');
    // Received by its socket, and read only when it goes on: the new owner stores it.
    await say();
    await ready;
    for (let line = 0; line < 3; line += 1) await say();
    owner.process.kill('SIGCONT');
    for (let line = 0; line < 3; line += 1) await say();
    const others = carried.filter((_text, index) => index !== 3);
    for (const [reader, language] of [[readers[0], 'es'] as const, [readers[1], 'de'] as const]) {
      await reader.until(
        ({ settled }) => carried.every((text) => settled.includes(`[${language}] ${text}`)),
        30_000,
      );
      const inOrder = reader.settled.filter((text) => text !== `[${language}] ${carried[3]}`);
      expect(inOrder).toEqual(others.map((text) => `[${language}] ${text}`));
      expect(reader.settled).toHaveLength(carried.length);
    }
  });

  it.each(['redis', 'postgres'] as const)(
    'keep every line while %s is away, and catch up',
    async (service) => {
      await using play = await stage();
      const { nodes, readers, say, carried } = play;
      for (let line = 0; line < 3; line += 1) await say();
      await readers[0].settledCaptions(3);
      const shown = readers[0].settled;
      nodes[service].cut();
      for (let line = 0; line < 3; line += 1) await say();
      await pass(CUT_MS);
      expect(readers[0].settled.slice(0, 3)).toEqual(shown);
      nodes[service].mend();
      for (let line = 0; line < 3; line += 1) await say();
      await readOnce(readers[0], 'es', carried);
      await readOnce(readers[1], 'de', carried);
      expect(carried).toHaveLength(9);
      for (const { url } of nodes.nodes)
        await vi.waitFor(async () => expect((await fetch(`${url}/readyz`)).status).toBe(200), 10_000);
    },
  );
});
