import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Journey } from '../support/journey.ts';
import {
  kinds,
  notesIn,
  openAudience,
  openScene,
  type Scene,
  say,
  shows,
  takeViolations,
  untilReady,
  untilState,
} from '../support/zoom-case.ts';
import type { SimulatedStream } from '../zoom-simulator/zoom-simulator.ts';

describe.each(kinds)('two streams of one %s', (kind) => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await Journey.start();
  });
  afterEach(() => expect(takeViolations(journey)).toEqual([]));
  afterAll(() => journey[Symbol.asyncDispose]());

  /** The host's stream leads; a guest's stands by. */
  async function openTwo(): Promise<Scene & { readonly standby: SimulatedStream }> {
    const scene = await openScene(journey, kind);
    const standby = await scene.meeting.startRtms({ operator: journey.zoom.addUser() });
    await say(scene, 'Both hear this.');
    await shows(scene.panel, 'Both hear this.');
    return { ...scene, standby };
  }

  it('carry the same speech, which is shown and translated once', async () => {
    const scene = await openTwo();
    const calls = journey.translatedTexts.length;
    await say(scene, 'And this.');
    await shows(scene.panel, 'Both hear this.', 'And this.');
    expect(journey.translatedTexts.slice(calls)).toEqual(['And this.']);
  });

  it('keep their leader; of those that stand by, the original host’s stream leads next', async () => {
    const audience = await openAudience(journey, kind);
    const { meeting, panel } = audience;
    const first = await meeting.startRtms({ operator: journey.zoom.addUser() });
    await untilState(panel, 'live');
    const second = await meeting.startRtms({ operator: journey.zoom.addUser() });
    const hosts = await meeting.startRtms();
    await say(audience, 'By the first.', { stream: first });
    await shows(panel, 'By the first.');
    await first.stop(2);
    await say(audience, 'By the second.', { stream: second });
    await say(audience, 'By the host.', { stream: hosts });
    await shows(panel, 'By the first.', 'By the host.');
    expect(panel.status?.state).toBe('live');
  });

  it('continue on the other when the leader is lost, without loss or repetition', async () => {
    const scene = await openTwo();
    const { stream, standby, panel } = scene;
    stream.faults.refuseConnections(3);
    await stream.faults.dropBoth();
    await say(scene, 'While it is away.');
    await shows(panel, 'Both hear this.', 'While it is away.');
    await untilReady(stream, 2);
    await say(scene, 'It is back.');
    await shows(panel, 'Both hear this.', 'While it is away.', 'It is back.');
    expect(panel.status?.state).toBe('live');
    expect(notesIn(panel)).toEqual([]);
    expect(standby.connections).toMatchObject({ signaling: 1, media: 1 });
  });

  it('continue on the other when the leader is paused, without loss or repetition', async () => {
    const scene = await openTwo();
    const { stream, standby, panel } = scene;
    await stream.pause();
    await say(scene, 'While one is paused.');
    await shows(panel, 'Both hear this.', 'While one is paused.');
    expect(panel.status?.state).toBe('live');
    await stream.resume();
    await say(scene, 'Both again.');
    await shows(panel, 'Both hear this.', 'While one is paused.', 'Both again.');
    // The other stops while the first, which was paused once, is there: it takes over.
    await standby.stop(2);
    await say(scene, 'The first again.');
    await shows(panel, 'Both hear this.', 'While one is paused.', 'Both again.', 'The first again.');
    await stream.pause();
    await untilState(panel, 'paused');
    expect(notesIn(panel)).toEqual(['paused']);
  });

  it('repeat nothing at a hand-over without times', async () => {
    const scene = await openScene(journey, kind);
    const { meeting, panel, stream } = scene;
    await meeting.startRtms({ operator: journey.zoom.addUser() });
    const untimed = { omitTimes: true, extra: { timestamp: undefined } };
    const said = ['One.', 'Yes.', 'Yes.', 'Two.'];
    for (const text of said) await say(scene, text, untimed);
    await shows(panel, ...said);
    await stream.stop(2);
    await say(scene, 'Three.', untimed);
    await shows(panel, ...said, 'Three.');
  });

  it('show what only the other carried once the leader is found silent', async () => {
    const scene = await openTwo();
    const { stream, panel } = scene;
    stream.faults.goSilent();
    await say(scene, 'Nobody noticed yet.');
    await say(scene, 'Nor now.');
    await shows(panel, 'Both hear this.', 'Nobody noticed yet.', 'Nor now.');
    await untilReady(stream, 2);
    await say(scene, 'All is well.');
    await shows(panel, 'Both hear this.', 'Nobody noticed yet.', 'Nor now.', 'All is well.');
  });

  it('keep the last words of a stopped leader, and the other leads', async () => {
    const scene = await openTwo();
    const { stream, standby, panel } = scene;
    await say(scene, 'Last words');
    await stream.stop(2);
    await say(scene, 'of the first.');
    await say(scene, 'First words of the second.');
    await panel.until(() => panel.settled.includes('[es] First words of the second.'));
    await panel.until(() => panel.settled.length === panel.captions.length);
    const shown = panel.settled.map((text) => text.replace('[es] ', '')).join(' ');
    expect(shown).toBe('Both hear this. Last words of the first. First words of the second.');
    await standby.stop(6);
    await untilState(panel, 'ended');
    expect(panel.status?.reason).toBe('The meeting has ended.');
  });

  it('correct a line in place by a revision after the hand-over', async () => {
    const scene = await openTwo();
    const { stream, panel } = scene;
    await say(scene, 'We ship on Sunday.', { sentenceId: 9 });
    await shows(panel, 'Both hear this.', 'We ship on Sunday.');
    await stream.stop(2);
    await say(scene, 'We ship on Monday.', { sentenceId: 9, attribute: 2 });
    await say(scene, 'Good.');
    await panel.until(() => panel.settled.includes('[es] Good.'));
    await panel.until(() => panel.settled.includes('[es] We ship on Monday.'));
    await shows(panel, 'Both hear this.', 'We ship on Monday.', 'Good.');
  });

  it('lose the lines of a revoked leader, and none for a revoked standby', async () => {
    const scene = await openTwo();
    const { meeting, panel, stream } = scene;
    const third = await meeting.startRtms({ operator: journey.zoom.addUser() });
    await third.stop(8);
    await say(scene, 'Still here.');
    await shows(panel, 'Both hear this.', 'Still here.');
    await stream.stop(8);
    await panel.until(() => panel.captions.length === 0);
    await say(scene, 'By the other.');
    await shows(panel, 'By the other.');
    expect(panel.status?.state).toBe('live');
  });
});

describe('several meetings', () => {
  it('with equal user ids and names stay apart', async () => {
    await using journey = await Journey.start();
    const scenes = await Promise.all(
      Array.from({ length: 6 }, (_, index) => openScene(journey, kinds[index % 2] ?? 'meeting')),
    );
    expect(new Set(scenes.map(({ ana }) => ana.userId)).size).toBe(1);
    const spoken = ['One.', 'Two.', 'Three.'];
    for (const word of spoken) {
      await Promise.all(
        scenes.map((scene, index) => say(scene, `${word.slice(0, -1)} in ${index} of many.`)),
      );
    }
    for (const [index, { panel, stream }] of scenes.entries()) {
      await shows(panel, ...spoken.map((word) => `${word.slice(0, -1)} in ${index} of many.`));
      expect(stream.connections).toMatchObject({ signaling: 1, media: 1 });
    }
    expect(takeViolations(journey)).toEqual([]);
  });
});

describe('notes of a stream', () => {
  it('report a pause and its end, and no gap for a pause or a short reconnect', async () => {
    await using journey = await Journey.start();
    const scene = await openScene(journey, 'meeting');
    const { panel, stream } = scene;
    await stream.pause();
    await untilState(panel, 'paused');
    await stream.resume();
    await untilState(panel, 'live');
    await stream.faults.dropMedia();
    await untilReady(stream, 2);
    await say(scene, 'On we go.');
    await shows(panel, 'On we go.');
    expect(notesIn(panel)).toEqual(['paused', 'resumed']);
    expect(takeViolations(journey)).toEqual([]);
  });

  it('report a gap of more than two seconds with its length, between the lines around it', async () => {
    await using journey = await Journey.start({ zoom: { timeScale: 8 } });
    const scene = await openScene(journey, 'meeting');
    const { panel, stream } = scene;
    await say(scene, 'Before.');
    await shows(panel, 'Before.');
    const lostAt = Date.now();
    // Retries at once, then after 125, 250, 500, 1 000 and 2 000 ms.
    stream.faults.refuseConnections(5);
    await stream.faults.dropBoth();
    await untilReady(stream, 2);
    const away = Date.now() - lostAt;
    await say(scene, 'After.');
    await shows(panel, 'Before.', 'After.');
    const gap = panel.lines[1];
    expect(gap).toMatchObject({ kind: 'gap' });
    const lengthMs = gap !== undefined && 'lengthMs' in gap ? (gap.lengthMs ?? 0) : 0;
    expect(lengthMs).toBeGreaterThan(2_000);
    expect(Math.abs(lengthMs - away)).toBeLessThan(2_000);
    expect(takeViolations(journey)).toEqual([]);
  });
});
