import { afterEach, describe, expect, it } from 'vitest';
import { Journey } from '../support/journey.ts';
import { type Kind, kinds, takeViolations } from '../support/zoom-case.ts';
import type { Participant, SimulatedMeeting, SimulatedStream } from '../zoom-simulator/zoom-simulator.ts';

const ENGLISH = 9;
const STEPS = 40;
/** Other stories: `SEEDS=4,5,6 npm run test:faults`. */
const seeds = (process.env.SEEDS ?? '1,10').split(',').map(Number);

/** The same story for the same seed, so that a failure can be told again. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    // Numerical Recipes' linear congruential generator: good enough to shuffle faults.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

/** One meeting to which everything happens that the simulator has a name for; it knows what Zoom delivered. */
class Storm {
  readonly journey: Journey;
  readonly meeting: SimulatedMeeting;
  readonly #speakers: readonly Participant[];
  readonly #roll: (sides: number) => number;
  /** What reached a ready client, by the number of the sentence, as Zoom said it last. */
  readonly #texts = new Map<number, string>();
  #said = 0;
  #readers = 0;

  constructor(journey: Journey, kind: Kind, seed: number) {
    this.journey = journey;
    this.meeting = journey.zoom.createMeeting({ kind });
    this.#speakers = ['Ana', 'Ben', 'Chen'].map((name) => this.meeting.join(name, { language: ENGLISH }));
    this.#roll = dice(seed);
  }

  get live(): readonly SimulatedStream[] {
    return this.meeting.streams.filter((stream) => stream.stopReason === undefined);
  }

  get delivered(): number {
    return this.#texts.size;
  }

  async speak(): Promise<void> {
    for (let times = 1 + this.#roll(4); times > 0; times -= 1) {
      this.#said += 1;
      const speaker = this.#speakers[this.#roll(this.#speakers.length)];
      if (speaker === undefined) throw new Error('nobody is there');
      const text = `Sentence ${this.#said} is heard.`;
      const repeat = this.#roll(5) === 0 ? 2 : 1;
      const { sentTo } = await this.meeting.say(speaker, text, { sentenceId: this.#said, repeat });
      if (sentTo > 0) this.#texts.set(this.#said, text);
    }
  }

  /** Zoom hears one of the last sentences otherwise. */
  async revise(): Promise<void> {
    const number = this.#said - this.#roll(3);
    const speaker = this.#speakers[0];
    if (!this.#texts.has(number) || speaker === undefined) return;
    // Only Ana revises hers: the id of a sentence belongs to its speaker.
    const said = `Ana sad ${number} here.`;
    this.#said += 1;
    const first = await this.meeting.say(speaker, said, { sentenceId: this.#said });
    const corrected = `Ana said ${number} here.`;
    const second = await this.meeting.say(speaker, corrected, {
      sentenceId: this.#said,
      attribute: 2,
    });
    if (second.sentTo > 0) this.#texts.set(this.#said, corrected);
    else if (first.sentTo > 0) this.#texts.set(this.#said, said);
  }

  /** Something breaks on one of the streams, and is whole again at the end. */
  async break(): Promise<void> {
    const stream = this.live[this.#roll(this.live.length)];
    if (stream === undefined) return;
    await this.captured();
    const again = stream.readyAgain();
    const { faults } = stream;
    const breaks = [
      () => faults.dropMedia(),
      () => faults.dropMedia({ event7: false }),
      () => faults.dropMedia({ event7: false, state2: false }),
      () => faults.dropSignaling(),
      () => faults.dropSignaling({ webhook: false }),
      () => faults.dropBoth({ webhook: this.#roll(2) === 0 }),
      () => faults.kick(),
      () => faults.failover(),
      async () => {
        faults.refuseConnections(1 + this.#roll(2));
        await faults.dropBoth();
      },
      async () => {
        faults.scriptSignalingStatus([8]);
        await faults.dropSignaling();
      },
      async () => {
        faults.scriptMediaStatus([16]);
        await faults.dropMedia();
      },
    ];
    await breaks[this.#roll(breaks.length)]?.();
    await this.speak();
    await again;
  }

  async garbage(): Promise<void> {
    for (const stream of this.live) {
      await stream.faults.sendRaw('media', '{"msg_type":17,');
      await stream.faults.sendRaw('media', { msg_type: 99, content: { text: 'nobody knows it' } });
      await stream.faults.sendRaw('signaling', Buffer.from([0xff, 0xfe]));
    }
  }

  async pause(): Promise<void> {
    await this.captured();
    for (const stream of this.live) await stream.pause();
    await this.speak();
    for (const stream of this.live) await stream.resume();
  }

  /** A second person's app starts and one of two ends. */
  async handOver(): Promise<void> {
    if (this.live.length < 2)
      await this.meeting.startRtms({ operator: this.journey.zoom.addUser(), isOriginalHost: false });
    await this.speak();
    await this.captured();
    await this.live[this.#roll(2)]?.stop(2);
  }

  async restart(): Promise<void> {
    await this.captured();
    const again = this.live.map((stream) => stream.readyAgain());
    await this.journey.stopServer();
    await this.speak();
    await this.journey.startServer();
    await Promise.all(again);
  }

  async step(): Promise<void> {
    await this.speak();
    const steps = [this.break, this.break, this.break, this.revise, this.garbage, this.pause, this.handOver];
    const rare = this.#roll(12) === 0 ? this.restart : steps[this.#roll(steps.length)];
    await rare?.call(this);
  }

  /** Everything that was delivered is in the record, once, and nothing else. */
  async captured(): Promise<void> {
    const expected = [...this.#texts.values()].map((text) => `[es] ${text}`).sort();
    await expect
      .poll(async () => [...(await this.shown())].sort(), { timeout: 20_000, interval: 100 })
      .toEqual(expected);
  }

  /** The whole meeting, as somebody sees it who comes late. */
  async shown(): Promise<readonly string[]> {
    // Somebody else each time: one person may not look so often.
    this.#readers += 1;
    const uid = `late-${this.#readers}`;
    const panel = await this.journey.openPanel({ meetingUuid: this.meeting.uuid, uid });
    try {
      let { more } = await panel.watch('es');
      while (more) {
        const first = panel.lines[0];
        if (first === undefined) break;
        more = (await panel.history(first.position, 100)).more;
      }
      return panel.settled;
    } finally {
      panel.close();
    }
  }
}

describe.each(kinds)('a %s under random faults', (kind) => {
  let journey: Journey | undefined;
  afterEach(() => journey?.[Symbol.asyncDispose]());

  it.each(seeds)(
    'every sentence that Zoom delivered is shown once (seed %i)',
    { timeout: 120_000 },
    async (seed) => {
      journey = await Journey.start();
      const storm = new Storm(journey, kind, seed);
      await storm.meeting.startRtms();
      for (let step = 0; step < STEPS; step += 1) {
        await storm.step();
        if (storm.live.length === 0) await storm.meeting.startRtms();
      }
      await storm.captured();
      expect(storm.delivered).toBeGreaterThan(STEPS);
      for (const stream of storm.live)
        expect(stream.connections.open).toEqual({ signaling: true, media: true });
      expect(takeViolations(journey)).toEqual([]);
    },
  );
});
