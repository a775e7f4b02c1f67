import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Journey } from '../../support/journey.ts';
import {
  errorsIn,
  kinds,
  openScene,
  say,
  shows,
  takeViolations,
  untilReady,
  untilState,
} from '../../support/zoom-case.ts';

const ARABIC = 0;
const ENGLISH = 9;
const SPANISH = 28;

describe.each(kinds)('the content of a stream of a %s', (kind) => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await Journey.start();
  });
  afterEach(() => expect(takeViolations(journey)).toEqual([]));
  afterAll(() => journey[Symbol.asyncDispose]());

  it('of a revoked stream is deleted from panels, history and disk', async () => {
    const scene = await openScene(journey, kind);
    const { panel, meeting, stream } = scene;
    const word = `crocodile-${kind}`;
    await say(scene, `The ${word} ate the invoice.`);
    await panel.settledCaptions(1);
    await stream.stop(8);
    await panel.until(() => panel.captions.length === 0 && panel.status?.state === 'ended');
    expect(panel.status?.reason).toMatch(/revoked/);
    const later = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'later' });
    expect(await later.watch('es')).toMatchObject({ captions: [], more: false });
    expect((await later.history(1_000)).captions).toEqual([]);
    await vi.waitFor(async () => {
      const files = await Promise.all(
        ['captions.db', 'captions.db-wal'].map((name) =>
          readFile(join(journey.directory, 'data', name), 'latin1').catch(() => ''),
        ),
      );
      expect(files.join('').includes('SQLite')).toBe(true);
      expect(files.join('').includes(word)).toBe(false);
    });
  });

  it('has one clock for times in seconds, milliseconds, microseconds or none, in order of arrival', async () => {
    const scene = await openScene(journey, kind);
    const { panel, meeting, ana } = scene;
    const startTime = 1_730_000_000_000;
    const at = (second: number) => ({
      startTime: startTime + second * 1_000,
      endTime: startTime + second * 1_000 + 900,
    });
    await meeting.say(ana, 'In seconds.', { ...at(1), unit: 's' });
    await meeting.say(ana, 'In milliseconds.', { ...at(2), unit: 'ms' });
    await meeting.say(ana, 'In microseconds.', { ...at(3), unit: 'us' });
    await meeting.say(ana, 'With a timestamp alone.', { ...at(4), unit: 'us', omitTimes: true });
    const impossible = { start_time: 1e300, end_time: -5, timestamp: 'soon' };
    await meeting.say(ana, 'At no time there is.', { extra: impossible });
    await shows(
      panel,
      'In seconds.',
      'In milliseconds.',
      'In microseconds.',
      'With a timestamp alone.',
      'At no time there is.',
    );
    const spokenAt = panel.captions.map((caption) => caption.spokenAt - startTime);
    expect(spokenAt.slice(0, 4)).toEqual([1_000, 2_000, 3_000, 4_900]);
    expect(Math.abs((panel.captions[4]?.spokenAt ?? 0) - Date.now())).toBeLessThan(60_000);
    const { token } = panel.session;
    const text = await fetch(`${journey.url}/sample-text`, { headers: { authorization: `Bearer ${token}` } });
    expect((await text.text()).split('\n')).toHaveLength(6);
  });

  it('language 0 is Arabic; what is in no table, missing or minus one is undetermined', async () => {
    const scene = await openScene(journey, kind);
    const { panel, meeting } = scene;
    const speaker = (language: number) => meeting.join(`Speaker of ${language}`, { language });
    await meeting.say(speaker(ARABIC), 'Zero.');
    await meeting.say(speaker(-1), 'Minus one.');
    await meeting.say(speaker(SPANISH), 'Veintiocho.');
    await meeting.say(speaker(99), 'Ninety-nine.');
    await meeting.say(speaker(ENGLISH), 'Missing.', { omitLanguage: true });
    await meeting.say(speaker(ENGLISH), 'A text.', { extra: { language: '9' } });
    await meeting.say(speaker(ENGLISH), 'A fraction.', { extra: { language: 9.5 } });
    await panel.settledCaptions(7);
    expect(panel.captions.map(({ original }) => original.language)).toEqual([
      'ar',
      'und',
      'es',
      'und',
      'und',
      'en',
      'und',
    ]);
  });

  it('follows a speaker who changes language, and calls no engine for the reader’s language', async () => {
    const scene = await openScene(journey, kind);
    const { panel, meeting, ana } = scene;
    const calls = journey.translatedTexts.length;
    await meeting.say(ana, 'In English.', { language: ENGLISH });
    await meeting.say(ana, 'En español.', { language: SPANISH });
    await meeting.say(ana, 'Otra vez.', { language: SPANISH });
    await meeting.say(ana, 'And back.', { language: ENGLISH });
    await panel.settledCaptions(4);
    expect(panel.captions.map(({ text, origin }) => [text, origin])).toEqual([
      ['[es] In English.', 'machine'],
      ['En español.', 'same-language'],
      ['Otra vez.', 'same-language'],
      ['[es] And back.', 'machine'],
    ]);
    const notes = panel.lines.filter((line) => line.kind === 'language-changed');
    expect(notes.map((note) => 'language' in note && note.language)).toEqual(['es', 'en']);
    expect(journey.translatedTexts.slice(calls)).toEqual(['In English.', 'And back.']);
  });

  it('revisions: the latest text wins, an update may come first, a deletion removes', async () => {
    const scene = await openScene(journey, kind);
    const { panel } = scene;
    await say(scene, 'We ship on mundane.', { sentenceId: 1 });
    await say(scene, 'Never mind.', { sentenceId: 2 });
    await shows(panel, 'We ship on mundane.', 'Never mind.');
    journey.engine.service.hold();
    await say(scene, 'We ship on Sunday.', { sentenceId: 1, attribute: 2 });
    await vi.waitFor(() => expect(journey.engine.service.held).toBe(1));
    await say(scene, 'We ship on Monday.', { sentenceId: 1, attribute: 2 });
    await say(scene, '', { sentenceId: 2, attribute: 3 });
    // The update of this one overtakes it, and the deletion of that one, too.
    await say(scene, 'Revised before it came.', { sentenceId: 3, attribute: 2 });
    await say(scene, 'Rewised before it cane.', { sentenceId: 3 });
    await say(scene, '', { sentenceId: 4, attribute: 3 });
    await say(scene, 'Deleted before it came.', { sentenceId: 4 });
    journey.engine.service.release();
    await say(scene, 'The end.');
    await panel.until(
      () => panel.settled.includes('[es] The end.') && panel.settled.length === panel.captions.length,
    );
    expect(panel.settled).toEqual([
      '[es] We ship on Monday.',
      '[es] Revised before it came.',
      '[es] The end.',
    ]);
    const first = panel.captions[0];
    expect(first).toMatchObject({ corrected: true, position: 1 });
    const texts = panel.shown.get(first?.id ?? '') ?? [];
    // Never back from Monday to Sunday.
    expect(texts.at(-1)).toBe('[es] We ship on Monday.');
    expect(texts.lastIndexOf('[es] We ship on Sunday.')).toBeLessThan(
      texts.indexOf('[es] We ship on Monday.'),
    );
  });

  it('shows a segment repeated after a reconnect once', async () => {
    const scene = await openScene(journey, kind);
    const { panel, stream } = scene;
    const times = { startTime: 1_730_000_000_000, endTime: 1_730_000_001_000 };
    await say(scene, 'Yes.', { ...times, repeat: 2 });
    await say(scene, 'With an id.', { sentenceId: 7 });
    await shows(panel, 'Yes.', 'With an id.');
    await stream.faults.dropBoth();
    await untilReady(stream, 2);
    await say(scene, 'Yes.', times);
    await say(scene, 'With an id.', { sentenceId: 7 });
    await say(scene, 'Yes.', { startTime: 1_730_000_002_000, endTime: 1_730_000_003_000 });
    await shows(panel, 'Yes.', 'With an id.', 'Yes.');
  });

  it('keeps its order when translations finish out of order, fail or are late', async () => {
    const scene = await openScene(journey, kind);
    const { panel, meeting } = scene;
    const luz = meeting.join('Luz', { language: SPANISH });
    const { service } = journey.engine;
    service.hold();
    await say(scene, 'The slow one.');
    await vi.waitFor(() => expect(service.held).toBe(1));
    await meeting.say(luz, 'La que no espera.');
    await panel.until(() => panel.settled.includes('La que no espera.'));
    expect(panel.captions.map(({ origin }) => origin)).toEqual(['pending', 'same-language']);
    service.release();
    service.fault = { kind: 'reply', status: 503, body: { error: 'busy' } };
    await panel.until(() => panel.captions[0]?.state === 'settled');
    service.fault = undefined;
    await say(scene, 'The next.');
    await panel.until(() => panel.settled.includes('[es] The next.'), 15_000);
    await panel.until(() => panel.settled[0] === '[es] The slow one.', 15_000);
    expect(panel.settled).toEqual(['[es] The slow one.', 'La que no espera.', '[es] The next.']);
  });

  it('empty, huge, bidirectional, marked-up and broken text is harmless', async () => {
    const scene = await openScene(journey, kind);
    const { panel } = scene;
    await say(scene, '');
    await say(scene, ' \n\t ');
    await say(scene, '<img src=x onerror=alert(1)> & "quotes".');
    await say(scene, 'שלום, \u202Eعالم.');
    await say(scene, '👩‍👩‍👧 hello 🎉.');
    await say(scene, 'One line\r\nand another\u2028and a third.');
    await say(scene, 'Half a \ud83d character.');
    await say(scene, `${'word '.repeat(1_900)}end.`);
    await panel.until(() => panel.settled.at(-1)?.endsWith('end.') === true);
    const originals = panel.captions.map(({ original }) => original.text);
    expect(originals.slice(0, 5)).toEqual([
      '<img src=x onerror=alert(1)> & "quotes".',
      'שלום, عالم.',
      '👩‍👩‍👧 hello 🎉.',
      'One line and another and a third.',
      'Half a \ufffd character.',
    ]);
    expect(originals.slice(5).join(' ')).toBe(`${'word '.repeat(1_900)}end.`);
    expect(Math.max(...originals.map((text) => text.length))).toBeLessThan(500);
    const { token } = panel.session;
    const text = await fetch(`${journey.url}/sample-text`, { headers: { authorization: `Bearer ${token}` } });
    expect((await text.text()).split('\n')).toHaveLength(panel.settled.length + 1);
  });

  it('keeps the link at a frame of some megabytes, and shows the beginning of its text', async () => {
    const scene = await openScene(journey, kind);
    const { panel, stream } = scene;
    await say(scene, 'word '.repeat(600_000));
    await say(scene, 'Short again.');
    await panel.until(() => panel.settled.at(-1)?.endsWith('Short again.') === true);
    const originals = panel.captions.map(({ original }) => original.text);
    expect(originals.join(' ')).toBe(`${'word '.repeat(2_000)}Short again.`);
    expect(stream.connections).toMatchObject({ signaling: 1, media: 1 });
  });

  it('survives unknown, malformed and binary frames on either socket', async () => {
    const scene = await openScene(journey, kind);
    const { stream, panel, meeting, ana } = scene;
    for (const socket of ['signaling', 'media'] as const) {
      for (const frame of [
        '',
        '{"msg_type":17,',
        'null',
        '[]',
        '{"msg_type":"MEDIA_DATA_TRANSCRIPT"}',
        Buffer.from([0xff, 0xfe, 0x00, 0x01]),
        { msg_type: 4_711, anything: { at: ['all'] } },
        { msg_type: 17 },
        { msg_type: 17, content: null },
        { msg_type: 17, content: { user_id: {}, data: ['not', 'text'] } },
        { msg_type: 6, event: { event_type: 3, participants: [null, 7, { user_id: null }] } },
        { msg_type: 8, state: 'TERMINATED' },
        { msg_type: 12 },
        `{"msg_type":17,"content":${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}}`,
      ]) {
        await stream.faults.sendRaw(socket, frame);
      }
    }
    await meeting.say(ana, 'In a binary frame.', { binary: true, extra: { novelty: [1, 2, 3] } });
    await shows(panel, 'In a binary frame.');
    expect(stream.connections).toMatchObject({ signaling: 1, media: 1 });
    expect(errorsIn(journey.log)).toEqual([]);
  });

  it('continues its ids after a reconnect', async () => {
    const scene = await openScene(journey, kind);
    const { panel, stream } = scene;
    await say(scene, 'One.');
    await say(scene, 'Two.');
    await shows(panel, 'One.', 'Two.');
    await stream.faults.dropBoth();
    await untilReady(stream, 2);
    await say(scene, 'Three.');
    await stream.stop(2);
    await untilState(panel, 'ended');
    await scene.meeting.startRtms();
    await untilState(panel, 'live');
    await say(scene, 'Four.');
    await shows(panel, 'One.', 'Two.', 'Three.', 'Four.');
    const positions = panel.captions.map(({ position }) => position);
    expect(positions).toEqual(positions.toSorted((a, b) => a - b));
    expect(new Set(panel.captions.map(({ id }) => id)).size).toBe(4);
    const versions = panel.batches.map(({ version }) => version);
    expect(versions).toEqual(versions.toSorted((a, b) => a - b));
  });
});
