/** Covers server/caption-server.ts, server/context.ts, server/http-parts.ts, server/relay/caption-broadcast.ts. */
import { describe, expect, it } from 'vitest';
import { Journey } from '../support/journey.ts';

const ENGLISH = 9;
const SPANISH = 28;

describe('a caption', () => {
  it('is delivered to a panel in its target language', async () => {
    await using journey = await Journey.start();
    const meeting = journey.zoom.createMeeting({ topic: 'Weekly' });
    const panel = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'reader' });
    const answer = await panel.watch('es');
    expect(answer).toMatchObject({
      language: 'es',
      version: 0,
      captions: [],
      more: false,
      status: { state: 'waiting' },
    });

    await meeting.startRtms();
    await panel.until(() => panel.status?.state === 'live');
    const ana = meeting.join('Ana', { language: ENGLISH });
    await meeting.say(ana, 'I will send you the link after the meeting.');

    await panel.settledCaptions(1);
    expect(panel.captions[0]).toMatchObject({
      kind: 'caption',
      speaker: { name: 'Ana' },
      language: 'es',
      text: '[es] I will send you the link after the meeting.',
      original: { language: 'en', text: 'I will send you the link after the meeting.' },
      state: 'settled',
      origin: 'machine',
      corrected: false,
      engine: 'libre',
    });
    expect(journey.zoom.violations).toEqual([]);
  });

  it('is translated once per sentence and target language, whatever the number of readers', async () => {
    await using journey = await Journey.start();
    const meeting = journey.zoom.createMeeting();
    const panels = await Promise.all(
      ['es', 'es', 'es', 'fr', 'fr', 'original'].map(async (language, index) => {
        const panel = await journey.openPanel({ meetingUuid: meeting.uuid, uid: `reader-${index}` });
        await panel.watch(language);
        return panel;
      }),
    );
    await meeting.startRtms();
    const ana = meeting.join('Ana', { language: ENGLISH });
    const sentences = ['One.', 'Two.', 'Three.', 'Four.', 'Five.'];
    for (const sentence of sentences) await meeting.say(ana, sentence);
    for (const panel of panels) await panel.settledCaptions(5);
    expect(panels[0]?.settled).toEqual(sentences.map((sentence) => `[es] ${sentence}`));
    expect(panels[5]?.settled).toEqual(sentences);
    expect(journey.translatedTexts.toSorted()).toEqual([...sentences, ...sentences].toSorted());
  });

  it('joins the segments of one sentence and is translated once', async () => {
    await using journey = await Journey.start({ env: { DRAFTS: 'off' } });
    const meeting = journey.zoom.createMeeting();
    const panel = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'reader' });
    await panel.watch('es');
    await meeting.startRtms();
    const ana = meeting.join('Ana', { language: ENGLISH });
    const ben = meeting.join('Ben', { language: ENGLISH });
    await meeting.say(ana, 'I talked to Dr.');
    await meeting.say(ben, 'One moment, please.');
    await meeting.say(ana, 'Smith about the plan.');
    await panel.settledCaptions(2);
    expect(panel.settled).toEqual(['[es] I talked to Dr. Smith about the plan.', '[es] One moment, please.']);
    expect(journey.translatedTexts.toSorted()).toEqual([
      'I talked to Dr. Smith about the plan.',
      'One moment, please.',
    ]);
  });

  it('is not translated when the reader understands the spoken language', async () => {
    await using journey = await Journey.start();
    const meeting = journey.zoom.createMeeting();
    const panel = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'reader' });
    await panel.watch('es');
    await meeting.startRtms();
    await meeting.say(meeting.join('Luz', { language: SPANISH }), 'Empezamos ahora.');
    await panel.settledCaptions(1);
    expect(panel.captions[0]).toMatchObject({
      text: 'Empezamos ahora.',
      origin: 'same-language',
      language: 'es',
    });
    expect(journey.translatedTexts).toEqual([]);
  });

  it('keeps the order in which sentences were spoken when a translation is slow', async () => {
    await using journey = await Journey.start();
    const meeting = journey.zoom.createMeeting();
    const panel = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'reader' });
    await panel.watch('es');
    await meeting.startRtms();
    journey.engine.service.hold();
    await meeting.say(meeting.join('Ana', { language: ENGLISH }), 'This takes long.');
    await meeting.say(meeting.join('Luz', { language: SPANISH }), 'Esto no.');
    await panel.until(() => panel.captions.length === 2);
    expect(panel.captions.map(({ text, origin, state }) => [text, origin, state])).toEqual([
      ['This takes long.', 'pending', 'draft'],
      ['Esto no.', 'same-language', 'settled'],
    ]);
    journey.engine.service.release();
    await panel.settledCaptions(2);
    expect(panel.settled).toEqual(['[es] This takes long.', 'Esto no.']);
  });

  it('shows the original, marked, while no engine translates, and the translation once an engine does', async () => {
    await using journey = await Journey.start();
    const meeting = journey.zoom.createMeeting();
    const panel = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'reader' });
    await panel.watch('es');
    await meeting.startRtms();
    journey.engine.service.fault = { kind: 'reply', status: 503, body: { error: 'busy' } };
    await meeting.say(meeting.join('Ana', { language: ENGLISH }), 'Nobody translates this.');
    await panel.settledCaptions(1);
    expect(panel.captions[0]).toMatchObject({
      text: 'Nobody translates this.',
      origin: 'untranslated',
      language: 'en',
    });
    journey.engine.service.fault = undefined;
    await panel.until(() => panel.captions[0]?.origin === 'machine', 15_000);
    expect(panel.captions[0]).toMatchObject({ text: '[es] Nobody translates this.', state: 'settled' });
  });
});

describe('a reader', () => {
  it('who joins late receives the newest lines at once, and missing translations afterwards', async () => {
    await using journey = await Journey.start();
    const meeting = journey.zoom.createMeeting();
    await meeting.startRtms();
    const ana = meeting.join('Ana', { language: ENGLISH });
    for (let number = 1; number <= 60; number++) await meeting.say(ana, `Sentence number ${number} ends.`);
    const early = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'early' });
    await early.watch('original');
    await early.until(() => early.settled.at(-1) === 'Sentence number 60 ends.');

    const panel = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'late' });
    const answer = await panel.watch('es');
    expect(answer.captions.map((line) => line.position)).toEqual(
      Array.from({ length: 50 }, (_, index) => index + 11),
    );
    expect(answer.more).toBe(true);
    await panel.settledCaptions(50);
    expect(panel.settled.at(-1)).toBe('[es] Sentence number 60 ends.');

    const older = await panel.history(11);
    expect(older.captions.map((line) => line.position)).toEqual(
      Array.from({ length: 10 }, (_, index) => index + 1),
    );
    expect(older.more).toBe(false);
    await panel.settledCaptions(60);
    expect(panel.settled[0]).toBe('[es] Sentence number 1 ends.');
    // The newest were translated first.
    expect(journey.translatedTexts[0]).toBe('Sentence number 60 ends.');
  });

  it('whose socket was lost receives exactly the lines in between', async () => {
    await using journey = await Journey.start();
    const meeting = journey.zoom.createMeeting();
    const panel = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'reader' });
    await panel.watch('es');
    await meeting.startRtms();
    const ana = meeting.join('Ana', { language: ENGLISH });
    await meeting.say(ana, 'Heard.');
    await panel.settledCaptions(1);
    const after = { epoch: panel.epoch, version: panel.version };
    panel.close();
    await meeting.say(ana, 'Missed.');
    const watcher = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'other' });
    await watcher.watch('es');
    await watcher.settledCaptions(2);

    const again = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'reader' });
    const answer = await again.watch('es', after);
    expect(answer.reset).toBe(false);
    expect(answer.captions.map((line) => line.kind === 'caption' && line.text)).toEqual(['[es] Missed.']);
  });

  it('who changes the language receives the lines so far in that language', async () => {
    await using journey = await Journey.start();
    const meeting = journey.zoom.createMeeting();
    const panel = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'reader' });
    await panel.watch('es');
    await meeting.startRtms();
    const ana = meeting.join('Ana', { language: ENGLISH });
    await meeting.say(ana, 'Hello.');
    await panel.settledCaptions(1);
    await panel.watch('fr');
    await panel.until(() => panel.settled[0] === '[fr] Hello.');
    const calls = journey.translatedTexts.length;
    await panel.watch('es');
    expect(panel.settled).toEqual(['[es] Hello.']);
    expect(journey.translatedTexts.length).toBe(calls);
  });

  it('receives the reason why a language is refused', async () => {
    await using journey = await Journey.start();
    const meeting = journey.zoom.createMeeting();
    const panel = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'reader' });
    expect(await panel.tryWatch('no such tag!')).toMatchObject({
      ok: false,
      error: { code: 'unknown-language' },
    });
    expect(await panel.tryWatch('tlh')).toMatchObject({ ok: false, error: { code: 'language-not-served' } });
    expect(await panel.tryWatch('pt')).toMatchObject({ ok: true, language: 'pt-BR' });
    expect(await panel.tryWatch('es-MX')).toMatchObject({ ok: true, language: 'es' });
  });

  it('receives lines of one meeting only', async () => {
    await using journey = await Journey.start();
    const mine = journey.zoom.createMeeting();
    const other = journey.zoom.createMeeting();
    const panel = await journey.openPanel({ meetingUuid: mine.uuid, uid: 'reader' });
    const neighbour = await journey.openPanel({ meetingUuid: other.uuid, uid: 'neighbour' });
    await panel.watch('es');
    await neighbour.watch('es');
    await mine.startRtms();
    await other.startRtms();
    await mine.say(mine.join('Ana', { language: ENGLISH }), 'Only for us.');
    await other.say(other.join('Ben', { language: ENGLISH }), 'Only for them.');
    await panel.settledCaptions(1);
    await neighbour.settledCaptions(1);
    expect([panel.settled, neighbour.settled]).toEqual([['[es] Only for us.'], ['[es] Only for them.']]);
  });
});

describe('a restart of the server', () => {
  it('loses no line and repeats no version; panels continue from their version', async () => {
    await using journey = await Journey.start();
    const meeting = journey.zoom.createMeeting();
    const panel = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'reader' });
    await panel.watch('es');
    await meeting.startRtms();
    const ana = meeting.join('Ana', { language: ENGLISH });
    await meeting.say(ana, 'Before the restart.');
    await meeting.say(ana, 'This sentence is');
    await panel.until(() => panel.captions.length === 2);
    const { epoch, version } = panel;
    await journey.stopServer();
    expect(panel.ended).toMatchObject([{ code: 'server-draining' }]);

    const resumed = meeting.stream?.readyAgain();
    await journey.startServer();
    await resumed;
    await meeting.say(ana, 'finished after it.');
    const again = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'reader' });
    const answer = await again.watch('es', { epoch, version });
    expect(answer).toMatchObject({ reset: false, epoch });
    expect(answer.captions.every((line) => line.version > version)).toBe(true);
    await again.until(() => again.settled.includes('[es] This sentence is finished after it.'));
    const whole = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'third' });
    await whole.watch('es');
    expect(whole.settled).toEqual(['[es] Before the restart.', '[es] This sentence is finished after it.']);
  });
});
