/** Speech above the pace of speech waits in order, separately for each speaker. Pure: the caller has the clock. */

import { OldestFirst } from '../../lib/oldest-first.ts';
import {
  FRAME_CHARACTERS,
  MOST_SPEECH_WAITING,
  SPEAKERS_REMEMBERED,
  SPEECH_BURST,
  SPEECH_PER_SECOND,
} from '../caption-limits.ts';
import { type Segment, UNKNOWN_SPEAKER } from '../model/segment.ts';
import type { StreamUpdate } from '../model/stream-update.ts';

/** About one speaker. */
export type SpeakerUpdate = Extract<StreamUpdate, { type: 'segment' | 'speaker-joined' | 'speaker-left' }>;

interface Waiting<Ticket> {
  readonly update: SpeakerUpdate;
  readonly ticket: Ticket;
  readonly cost: number;
  /** Its place in the order of arrival of everything that waits. */
  readonly number: number;
}

interface Speaker<Ticket> {
  budget: number;
  budgetAt: number;
  readonly waiting: Waiting<Ticket>[];
}

/** @typeParam Ticket what the caller keeps with an update that waits. */
export class SpeechPace<Ticket> {
  readonly #speakers = new Map<string, Speaker<Ticket>>();
  readonly #window = new OldestFirst(this.#speakers, {
    limit: SPEAKERS_REMEMBERED,
    isNeeded: ({ waiting }) => waiting.length > 0,
  });
  /** Speakers with waiting updates. */
  readonly #queues = new Set<Speaker<Ticket>>();
  /** The speaker of a waiting sentence, because a revision may omit its speaker. */
  readonly #speakerOf = new Map<string, string>();
  #characters = 0;
  #number = 0;

  get isEmpty(): boolean {
    return this.#queues.size === 0;
  }

  /** `true`: the update is applied now; otherwise it waits with its ticket. */
  admit(update: SpeakerUpdate, ticket: Ticket, now: number): boolean {
    const speaker = this.#speaker(this.#keyOf(update), now);
    const cost = FRAME_CHARACTERS + (update.type === 'segment' ? update.segment.text.length : 0);
    if (speaker.waiting.length === 0 && this.#pay(speaker, cost, now)) return true;
    this.#number += 1;
    speaker.waiting.push({ update, ticket, cost, number: this.#number });
    this.#queues.add(speaker);
    this.#characters += cost;
    const sentence = sentenceOf(update);
    if (sentence !== undefined) this.#speakerOf.set(sentence, this.#keyOf(update));
    return false;
  }

  /** Releases the tickets that are due, and the oldest ones when too much waits. */
  due(now: number): readonly Ticket[] {
    const due: Waiting<Ticket>[] = [];
    for (const speaker of this.#queues) {
      for (let [next] = speaker.waiting; next !== undefined && this.#pay(speaker, next.cost, now); ) {
        due.push(next);
        this.#remove(speaker);
        [next] = speaker.waiting;
      }
    }
    while (this.#characters > MOST_SPEECH_WAITING) {
      const [first] = this.#queues;
      const [next] = first?.waiting ?? [];
      if (first === undefined || next === undefined) break;
      due.push(next);
      this.#remove(first);
    }
    return inOrder(due);
  }

  /** Releases every ticket in the order of arrival. */
  drain(): readonly Ticket[] {
    const all = [...this.#queues].flatMap(({ waiting }) => waiting.splice(0));
    this.#queues.clear();
    this.#speakerOf.clear();
    this.#characters = 0;
    return inOrder(all);
  }

  #remove(speaker: Speaker<Ticket>): void {
    const removed = speaker.waiting.shift();
    if (removed !== undefined) this.#characters -= removed.cost;
    if (speaker.waiting.length === 0) this.#queues.delete(speaker);
    if (this.isEmpty) this.#speakerOf.clear();
  }

  #pay(speaker: Speaker<Ticket>, cost: number, now: number): boolean {
    const earned = (Math.max(0, now - speaker.budgetAt) * SPEECH_PER_SECOND) / 1_000;
    speaker.budget = Math.min(SPEECH_BURST, speaker.budget + earned);
    speaker.budgetAt = now;
    if (speaker.budget < Math.min(cost, SPEECH_BURST)) return false;
    speaker.budget -= cost;
    return true;
  }

  #speaker(key: string, now: number): Speaker<Ticket> {
    const known = this.#speakers.get(key);
    if (known !== undefined) return known;
    const speaker = { budget: SPEECH_BURST, budgetAt: now, waiting: [] };
    this.#window.trim();
    this.#speakers.set(key, speaker);
    return speaker;
  }

  #keyOf(update: SpeakerUpdate): string {
    const isNameless = update.type === 'segment' && update.segment.speaker.id === UNKNOWN_SPEAKER;
    const sentence = isNameless ? sentenceOf(update) : undefined;
    const waiting = sentence === undefined ? undefined : this.#speakerOf.get(sentence);
    if (waiting !== undefined) return waiting;
    const { streamId, speaker } = update.type === 'segment' ? update.segment : update;
    return JSON.stringify([streamId, speaker.id]);
  }
}

function sentenceOf(update: SpeakerUpdate): string | undefined {
  if (update.type !== 'segment' || update.segment.sentenceId === undefined) return undefined;
  const { streamId, sentenceId }: Segment = update.segment;
  return JSON.stringify([streamId, sentenceId]);
}

function inOrder<Ticket>(waiting: readonly Waiting<Ticket>[]): readonly Ticket[] {
  return waiting.toSorted((a, b) => a.number - b.number).map(({ ticket }) => ticket);
}
