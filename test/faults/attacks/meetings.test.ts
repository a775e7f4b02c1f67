/**
 * Attacks by what is said, called, configured and answered in a second meeting, while an innocent viewer of the first one
 * reads. A synchronous standstill of the server stops the test as well: its end shows in the delays, if it comes.
 */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allowedP95Ms, InnocentReader, type Reading } from '../../support/innocent-reader.ts';
import { Journey } from '../../support/journey.ts';
import type { TestPanel } from '../../support/test-panel.ts';
import type { SimulatedMeeting } from '../../zoom-simulator/zoom-simulator.ts';

/** An attack that is not over after this does not end. */
const STORY_LIMIT_MS = 120_000;
const FRAME_CHARACTERS = 10_000;
const LINES = 60;
const TERMS = 500;
const WORDS_PER_TERM = 50;
const MEETINGS = 2_000;
const JOINS = 5_000;

interface Stage {
  readonly journey: Journey;
  readonly meeting: SimulatedMeeting;
  readonly mallory: TestPanel;
  readonly speaker: ReturnType<SimulatedMeeting['join']>;
}

type Attack = (stage: Stage) => Promise<unknown>;

function frames(count: number, text: string): Attack {
  return async ({ meeting, speaker }) => {
    for (let frame = 0; frame < count; frame += 1) await meeting.say(speaker, text);
  };
}

function filled(with_: string): string {
  return with_.repeat(Math.ceil(FRAME_CHARACTERS / with_.length)).slice(0, FRAME_CHARACTERS);
}

const spoken: readonly (readonly [name: string, attack: Attack])[] = [
  ...['»', '”', ')', '」', '*', '’'].map(
    (mark) =>
      [`a row of ${mark} after a full stop`, frames(1, `So it ends.${mark.repeat(76)} And on`)] as const,
  ),
  ['three frames of short sentences', frames(3, filled('Yes. No. '))],
  ['three frames of initials', frames(3, filled('J. R. R. '))],
  ['three frames of numbers', frames(3, filled('3.14 1,000.5 '))],
  ['three frames of emoji', frames(3, filled('👩‍👩‍👧‍👦 '))],
  ['three frames without a boundary', frames(3, filled('a'))],
];

/** Words that differ in accents only, so that each begins like every other. */
const accents = ['\u0300', '\u0301', '\u0302', '\u0303', '\u0308', '\u030a', '\u030c', '\u0327'];

function accented(seed: number): string {
  const marks = [seed % 8, Math.floor(seed / 8) % 8, Math.floor(seed / 64) % 8];
  return marks.map((mark) => `e${accents[mark] ?? ''}`).join('');
}

const glossaryOverLines: Attack = async ({ journey, meeting, speaker, mallory }) => {
  const word = accented(0);
  for (let line = 0; line < LINES; line += 1) {
    await meeting.say(
      speaker,
      `${Array.from({ length: WORDS_PER_TERM }, () => word).join(' ')} line ${line}.`,
    );
  }
  const terms = Array.from({ length: TERMS }, (_, index) => ({
    term: [...Array.from({ length: WORDS_PER_TERM - 1 }, () => 'e'), accented(index)].join(' ').slice(0, 100),
    translations: {},
  }));
  await fetch(`${journey.url}/api/meetings/${mallory.session.meeting?.id}/glossary`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${mallory.session.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ terms }),
  });
};

const manyMeetings: Attack = async ({ journey, mallory }) => {
  const database = new Database(join(journey.directory, 'data', 'captions.db'));
  const now = Date.now();
  const meeting = database.prepare(
    `insert into meetings (id, uuid, epoch, state, state_since, created_at, expires_at)
     values (?, ?, 'e', 'ended', ?, ?, ?)`,
  );
  const member = database.prepare(
    `insert into meeting_members (meeting_id, uid, how) values (?, 'mallory', 'attended')`,
  );
  database.transaction(() => {
    for (let index = 0; index < MEETINGS; index += 1) {
      meeting.run(`many-${index}`, `many-${index}==`, now, now - index, now + 3_600_000);
      member.run(`many-${index}`);
    }
  })();
  database.close();
  const headers = { authorization: `Bearer ${mallory.session.token}` };
  for (let time = 0; time < 5; time += 1) {
    const answer = await fetch(`${journey.url}/api/meetings`, { headers });
    expect(answer.status).toBe(200);
    await answer.arrayBuffer();
  }
};

const manyJoins: Attack = async ({ meeting }) => {
  for (let index = 0; index < JOINS; index += 1) {
    meeting.join(`${'Maximiliana Wolfeschlegelsteinhausen '.repeat(3)}${index}`);
    // As Zoom sends them: one by one.
    if (index % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
};

/** What an engine may answer instead of a translation, one kind after the other. */
const debris = ['⟦7⟧ nada', '.', '<x>nada</x>', '[[3]]', '&lt;x&gt; nada'];

const oddAnswers: Attack = async ({ journey }) => {
  // A meeting of its own: what earlier attacks brought to the other one still waits in its order.
  const meeting = journey.zoom.createMeeting();
  const panel = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'mallory' });
  await panel.watch('es');
  await meeting.startRtms();
  let answered = 0;
  journey.engine.service.fault = ({ body }) => {
    const text = typeof body === 'object' && body !== null && 'q' in body ? String(body.q) : '';
    if (!text.startsWith('Odd')) return undefined;
    answered += 1;
    return { kind: 'reply', body: { translatedText: debris[answered % debris.length] } };
  };
  // Ten sentences at once: several unusable answers come between two of the other meeting.
  const speakers = Array.from({ length: 10 }, (_, index) => meeting.join(`Voice ${index}`));
  for (let round = 0; round < 30; round += 1) {
    await Promise.all(
      speakers.map((speaker, index) => meeting.say(speaker, `Odd is sentence ${index} of round ${round}.`)),
    );
  }
  await expect.poll(() => answered).toBeGreaterThanOrEqual(3);
  await panel.until(({ captions }) => captions.some(({ origin }) => origin === 'untranslated'));
  journey.engine.service.fault = undefined;
};

const others: readonly (readonly [name: string, attack: Attack])[] = [
  ['a glossary of long terms put over sixty lines', glossaryOverLines],
  ['the list of two thousand meetings', manyMeetings],
  ['five thousand joins with long names', manyJoins],
  ['answers with foreign marks to the sentences of one meeting', oddAnswers],
];

describe('an innocent viewer gets every caption in time during', () => {
  let stage: Stage;
  let innocent: InnocentReader;
  let usual: Reading;

  beforeAll(async () => {
    const journey = await Journey.start();
    innocent = await InnocentReader.open(journey);
    const meeting = journey.zoom.createMeeting();
    const mallory = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'mallory', role: 'host' });
    await mallory.watch('es');
    await meeting.startRtms();
    stage = { journey, meeting, mallory, speaker: meeting.join('Mallory') };
    usual = await innocent.readDuring(async () => undefined);
  });
  afterAll(() => stage.journey[Symbol.asyncDispose](), STORY_LIMIT_MS);

  // Another process of the machine slows one run down, an attack every one.
  it.each([...spoken, ...others])('%s', { retry: 2, timeout: STORY_LIMIT_MS }, async (_name, attack) => {
    const reading = await innocent.readDuring(() => attack(stage));
    expect(reading.received).toBe(reading.said);
    expect(reading.p95Ms).toBeLessThan(allowedP95Ms(usual));
  });
});
