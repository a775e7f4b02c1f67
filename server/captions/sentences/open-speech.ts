/** The open sentence of each speaker of each stream, and when it closes. */

import { OldestFirst } from '../../lib/oldest-first.ts';
import { SPEAKERS_REMEMBERED } from '../caption-limits.ts';
import { Deadlines } from './deadlines.ts';
import { closesAt, emptyJoiner, type JoinerState } from './joiner.ts';

export interface Speech {
  readonly streamId: string;
  readonly speakerId: string;
  readonly joiner: JoinerState;
  /** The line of the open sentence. */
  readonly lineId?: string;
  /** What was spoken last. */
  newestSegment?: number;
}

type Kept = { -readonly [Field in keyof Speech]: Speech[Field] };

export class OpenSpeech {
  /** Of every speaker with an open sentence, and of the latest others. */
  readonly #speech = new Map<string, Kept>();
  /** Whose open sentence a line is. */
  readonly #ofLine = new Map<string, Kept>();
  readonly #window = new OldestFirst(this.#speech, {
    limit: SPEAKERS_REMEMBERED,
    isNeeded: ({ lineId }) => lineId !== undefined,
  });
  readonly #closings = new Deadlines<Speech>();

  of(streamId: string, speakerId: string): Speech {
    return this.#of(streamId, speakerId);
  }

  withLine(lineId: string): Speech | undefined {
    return this.#ofLine.get(lineId);
  }

  /** In the middle of a sentence. @param speakerId only this one. */
  open(streamId: string, speakerId?: string): readonly Speech[] {
    if (speakerId === undefined)
      return [...this.#ofLine.values()].filter((speech) => speech.streamId === streamId);
    return [this.#speech.get(keyOf(streamId, speakerId)) ?? []].flat();
  }

  /** Sets the state of a speaker's sentence. @param lineId the line of the open sentence. */
  set({ streamId, speakerId }: Speech, joiner: JoinerState, lineId: string | undefined): void {
    const speech = this.#of(streamId, speakerId);
    if (speech.lineId !== undefined) this.#ofLine.delete(speech.lineId);
    speech.joiner = joiner;
    delete speech.lineId;
    if (lineId !== undefined) {
      speech.lineId = lineId;
      this.#ofLine.set(lineId, speech);
    }
    this.#closings.set(speech, closesAt(joiner));
  }

  /** Speakers whose sentence is past its time limit; each is returned once. */
  due(now: number): readonly Speech[] {
    return this.#closings.due(now);
  }

  nextClose(): number | undefined {
    return this.#closings.next();
  }

  /** Drops the open sentence of a deleted line. */
  forgetLine(lineId: string): void {
    const speech = this.#ofLine.get(lineId);
    if (speech === undefined) return;
    this.#ofLine.delete(lineId);
    this.#closings.set(speech, undefined);
    this.#speech.delete(keyOf(speech.streamId, speech.speakerId));
  }

  #of(streamId: string, speakerId: string): Kept {
    const key = keyOf(streamId, speakerId);
    const speech: Kept = this.#speech.get(key) ?? { streamId, speakerId, joiner: emptyJoiner };
    this.#speech.delete(key);
    this.#window.trim();
    this.#speech.set(key, speech);
    return speech;
  }
}

function keyOf(streamId: string, speakerId: string): string {
  return JSON.stringify([streamId, speakerId]);
}
