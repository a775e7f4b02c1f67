/** One meeting of the soak: people of several languages speak, correct themselves, come and go; streams break and return. */
import type { Dice } from '../../../support/dice.ts';
import type {
  Participant,
  SimulatedMeeting,
  SimulatedStream,
  ZoomSimulator,
} from '../../../zoom-simulator/zoom-simulator.ts';
import type { Counts } from '../counts.ts';
import { MediaCarriers } from './media-carriers.ts';
import { type Carrier, SpokenRecord, type Utterance } from './spoken-record.ts';
import { breakSomething } from './stream-faults.ts';

/** Zoom's numbers of English, Spanish, German and French. */
const SPOKEN_LANGUAGES = [9, 28, 14, 13] as const;
const PAUSE_MS = [80, 500] as const;
/** Revisions come while the sentence is fresh. */
const REVISED_WITHIN_MS = 3_000;

export interface SoakMeetingOptions {
  readonly zoom: ZoomSimulator;
  readonly dice: Dice;
  readonly lifeMs: number;
  readonly counts: Counts;
}

export class SoakMeeting {
  readonly meeting: SimulatedMeeting;
  readonly record = new SpokenRecord();
  readonly carriers = new MediaCarriers();
  readonly #options: SoakMeetingOptions;
  readonly #speakers: Participant[] = [];
  #number = 0;
  hasEnded = false;

  constructor(options: SoakMeetingOptions) {
    this.#options = options;
    this.meeting = options.zoom.createMeeting();
    for (let count = options.dice.between(2, 4); count > 0; count -= 1) this.#join();
  }

  get uuid(): string {
    return this.meeting.uuid;
  }

  /** Plays the meeting to its end, or until `signal` aborts, then ends it. */
  async run(signal: AbortSignal): Promise<void> {
    const { dice, lifeMs, counts } = this.#options;
    const endsAt = Date.now() + lifeMs;
    try {
      while (Date.now() < endsAt && !signal.aborted) {
        const stream = await this.#stream();
        await this.#step(stream);
        await dice.pass(...PAUSE_MS, signal);
      }
      await this.#resume();
    } finally {
      // A webhook of the end that no node answers is sent again.
      await this.meeting.end().catch(() => undefined);
      this.carriers.update();
      this.hasEnded = true;
      counts.add('meetings ended');
    }
  }

  /** The newest stream, or a new one where Zoom has ended it. */
  async #stream(): Promise<SimulatedStream> {
    const { stream } = this.meeting;
    if (stream !== undefined && stream.stopReason === undefined) return stream;
    this.#options.counts.add('streams');
    await this.meeting.startRtms({ waitReady: false }).catch(() => undefined);
    const started = this.meeting.stream;
    if (started === undefined) throw new Error('The simulator has started no stream.');
    return started;
  }

  async #step(stream: SimulatedStream): Promise<void> {
    const { dice, zoom, counts } = this.#options;
    const step = dice.weighted([
      [75, 'say'],
      [8, 'revise'],
      [3, 'take back'],
      [2, 'join'],
      [1, 'leave'],
      [2, 'pause'],
      [4, 'break'],
    ] as const);
    switch (step) {
      case 'revise':
      case 'take back':
        return this.#revise(stream, step);
      case 'join':
        if (this.#speakers.length < 6) this.#join();
        return;
      case 'leave':
        return this.#leave();
      case 'pause':
        return stream.server.isPaused ? stream.resume() : stream.pause();
      case 'break':
        // One fault at a time: what happens to a stream that is not ready is played by the tests of streams.
        if (stream.state === 'active') counts.add(`fault: ${await breakSomething(zoom, stream, dice)}`);
        return;
      default:
        if (stream.server.isPaused && dice.chance(0.3)) await stream.resume();
        return this.#say(stream);
    }
  }

  async #say(stream: SimulatedStream): Promise<void> {
    const { dice } = this.#options;
    const speaker = dice.pick(this.#speakers);
    if (speaker === undefined) return;
    this.#number += 1;
    const number = this.#number;
    const isWhole = dice.chance(0.85);
    const text = textOf(`w${number}`, isWhole);
    const repeat = dice.chance(0.05) ? 2 : 1;
    await this.#carried(stream, { speaker, text, attribute: 1, number, repeat }, (carrier, sentAt) =>
      this.record.said({ number, speakerId: speaker.userId, isWhole }, carrier, sentAt),
    );
  }

  /** Zoom hears a fresh sentence otherwise, or takes it back, on the socket that carried it. */
  async #revise(stream: SimulatedStream, step: 'revise' | 'take back'): Promise<void> {
    const { dice } = this.#options;
    const carrier = this.carriers.of(stream);
    const fresh = this.record.utterances
      .slice(-10)
      .filter((utterance) => utterance.isWhole && isFresh(utterance, carrier));
    const utterance = dice.pick(fresh);
    const speaker = this.#speakers.find(({ userId }) => userId === utterance?.speakerId);
    if (utterance === undefined || speaker === undefined) return;
    const { number, statements } = utterance;
    const word = step === 'revise' ? `w${number}r${statements.length}` : undefined;
    const text = word === undefined ? '' : textOf(word, true);
    const attribute = word === undefined ? 3 : 2;
    await this.#carried(stream, { speaker, text, attribute, number, repeat: 1 }, (by, sentAt) =>
      this.record.revised(utterance, word, by, sentAt),
    );
  }

  /** Sends a frame, and records it when a ready socket has carried it. */
  async #carried(
    stream: SimulatedStream,
    frame: {
      readonly speaker: Participant;
      readonly text: string;
      readonly attribute: 1 | 2 | 3;
      readonly number: number;
      readonly repeat: number;
    },
    record: (carrier: Carrier, sentAt: number) => void,
  ): Promise<void> {
    const { counts } = this.#options;
    const carrier = this.carriers.of(stream);
    const sentAt = Date.now();
    const { speaker, text, attribute, number, repeat } = frame;
    const { sentTo } = await this.meeting.say(speaker, text, {
      sentenceId: number,
      attribute,
      stream,
      repeat,
    });
    if (sentTo === 0 || carrier === undefined) {
      counts.add('frames that no ready socket carried');
      return;
    }
    counts.add(attribute === 1 ? 'sentences' : attribute === 2 ? 'revisions' : 'sentences taken back');
    record(carrier, sentAt);
  }

  #join(): void {
    const { dice } = this.#options;
    const names = this.meeting.participants.length + 1;
    const language = dice.pick(SPOKEN_LANGUAGES) ?? 9;
    this.#speakers.push(this.meeting.join(`Speaker ${names}`, { language }));
  }

  #leave(): void {
    const { dice } = this.#options;
    if (this.#speakers.length < 2) return;
    const [gone] = this.#speakers.splice(dice.between(0, this.#speakers.length - 1), 1);
    if (gone !== undefined) this.meeting.leave(gone);
  }

  async #resume(): Promise<void> {
    const { stream } = this.meeting;
    if (stream?.server.isPaused === true && stream.stopReason === undefined) await stream.resume();
  }
}

function textOf(word: string, isWhole: boolean): string {
  return isWhole ? `Everybody here heard ${word} quite well.` : `and then came ${word} into`;
}

function isFresh({ statements }: Utterance, carrier: Carrier | undefined): boolean {
  const last = statements.at(-1);
  if (last === undefined || last.word === undefined || carrier === undefined) return false;
  return last.carrier === carrier && Date.now() - last.sentAt < REVISED_WITHIN_MS;
}
