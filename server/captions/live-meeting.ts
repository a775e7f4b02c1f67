/** One meeting that is captured or read now. Updates of its streams take effect in order; reads do not wait for them. */
import type { Correction } from '../../shared/panel-protocol.ts';
import { errorName } from '../lib/errors.ts';
import { SerialQueue } from '../lib/serial-queue.ts';
import { Backfills, holding } from './backfill/backfills.ts';
import { type CorrectionOutcome, HostEdits } from './host-edits.ts';
import { SegmentIntake } from './intake/accept-segment.ts';
import { LineCommits } from './intake/line-commits.ts';
import { MeetingStatusRecord } from './intake/meeting-status.ts';
import { PacedIntake } from './intake/paced-intake.ts';
import { SegmentLog } from './intake/segment-log.ts';
import { StreamSelection } from './intake/stream-selection.ts';
import { ActiveLanguages, type ActiveLanguagesOptions } from './languages/active-languages.ts';
import type { StreamUpdate } from './model/stream-update.ts';
import type { MeetingSnapshot } from './ports/caption-store.ts';
import { Transcript } from './sentences/transcript.ts';
import { SpeakerOrder } from './speaker-order.ts';
import { StreamUpdates } from './stream-updates.ts';
import { GlossaryChanges } from './terms/glossary-changes.ts';
import { type GlossarySource, MeetingTerms } from './terms/meeting-terms.ts';

export interface LiveMeetingOptions extends Omit<ActiveLanguagesOptions, 'epoch' | 'terms' | 'speakers'> {
  readonly glossaries: GlossarySource;
}

export class LiveMeeting implements AsyncDisposable {
  readonly #options: LiveMeetingOptions;
  readonly #queue = new SerialQueue();
  readonly #stopped = new AbortController();
  readonly #intake: PacedIntake;
  readonly #streams = new StreamSelection();
  readonly #transcript: Transcript;
  readonly #terms: MeetingTerms;
  readonly #commits: LineCommits;
  readonly #updates: StreamUpdates;
  readonly #edits: HostEdits;
  readonly #glossaryChanges: GlossaryChanges;
  #closing: NodeJS.Timeout | undefined;
  #busyUntil: number;

  /** The target languages of its readers. */
  readonly languages: ActiveLanguages;
  /** What is translated of its past for transcripts. */
  readonly backfills: Backfills;

  static async open(options: LiveMeetingOptions): Promise<LiveMeeting> {
    const meeting = new LiveMeeting(options, await options.store.load(options.meetingId));
    await meeting.#terms.reload();
    await meeting.languages.start();
    meeting.#scheduleClose();
    return meeting;
  }

  private constructor(options: LiveMeetingOptions, snapshot: MeetingSnapshot) {
    const { meetingId, store, logger, now } = options;
    const stopped = this.#stopped.signal;
    const terms = new MeetingTerms(options.glossaries, meetingId);
    const speakers = new SpeakerOrder(store, meetingId);
    const held = new Set<string>();
    const outlet = holding(options.outlet, held);
    const languages = new ActiveLanguages({ ...options, outlet, epoch: snapshot.epoch, terms, speakers });
    const commits = new LineCommits({ meetingId, store, languages, logger, stopped });
    const transcript = new Transcript(snapshot, now(), languages);
    const { lastSegment, status } = snapshot;
    const segmentLog = new SegmentLog(store, meetingId, lastSegment > 0);
    this.#options = options;
    this.#terms = terms;
    this.languages = languages;
    this.backfills = new Backfills({ meetingId, store, languages, held, logger, now });
    this.#commits = commits;
    this.#transcript = transcript;
    this.#updates = new StreamUpdates({
      streams: this.#streams,
      segments: new SegmentIntake({
        meetingId,
        store,
        transcript,
        segmentLog,
        terms,
        commits,
        lastSegment,
      }),
      transcript,
      commits,
      terms,
      status: new MeetingStatusRecord({ ...options, commits, stored: status }),
    });
    this.#edits = new HostEdits({ meetingId, store, transcript, languages, commits, now });
    this.#glossaryChanges = new GlossaryChanges({
      meetingId,
      store,
      terms,
      languages,
      queue: this.#queue,
      stopped,
    });
    const apply = (update: StreamUpdate) => this.#queue.run(() => this.#apply(update));
    this.#intake = new PacedIntake({ apply, now });
    this.#busyUntil = now();
  }

  /** When the meeting became idle, our clock; `undefined` while it is captured, read or translated. */
  get idleSince(): number | undefined {
    if (this.#streams.anyOpen || this.#transcript.nextClose() !== undefined || !this.#intake.isEmpty)
      return undefined;
    if (this.backfills.isBusy) return undefined;
    const { unreadSince } = this.languages;
    return unreadSince === undefined ? undefined : Math.max(unreadSince, this.#busyUntil);
  }

  /** It has left memory, or is about to: it takes nothing more. */
  get hasLeft(): boolean {
    return this.#stopped.signal.aborted;
  }

  /** Applies updates in the order of the calls, speech at the pace of speech at most. */
  accept(update: StreamUpdate): Promise<void> {
    return this.#intake.accept(update);
  }

  /** Settles when everything accepted so far is stored. */
  stored(): Promise<void> {
    this.#intake.flush();
    return this.#queue.idle();
  }

  /** Publishes lines that were deleted from the store as removed. */
  removed(lineIds: readonly string[]): Promise<void> {
    return this.#queue.run(async () => {
      this.#transcript.forget(lineIds);
      await this.languages.publish(await this.#options.store.lines(this.#options.meetingId, lineIds));
    });
  }

  /** Replaces the text of a settled line by the host's. */
  correct(lineId: string, correction: Correction): Promise<CorrectionOutcome> {
    return this.#queue.run(() => this.#edits.correct(lineId, correction));
  }

  /** Translates settled lines again whose terms a changed glossary holds. */
  glossaryChanged(): Promise<void> {
    return this.#glossaryChanges.changed();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearTimeout(this.#closing);
    this.#intake[Symbol.dispose]();
    this.#stopped.abort();
    await this.backfills[Symbol.asyncDispose]();
    await this.#queue.idle();
    await this.languages[Symbol.asyncDispose]();
  }

  async #apply(update: StreamUpdate): Promise<void> {
    const now = this.#options.now();
    this.#busyUntil = now;
    try {
      await this.#updates.apply(update, now);
    } finally {
      this.#scheduleClose();
    }
  }

  /** Closes open sentences at their time limit. */
  #scheduleClose(): void {
    clearTimeout(this.#closing);
    const at = this.#transcript.nextClose();
    if (at === undefined || this.#stopped.signal.aborted) return;
    const { now, logger, meetingId } = this.#options;
    const close = () =>
      this.#commits.commit(this.#transcript.closeDue(now())).finally(() => this.#scheduleClose());
    this.#closing = setTimeout(
      () =>
        this.#queue.run(close).catch((error) => {
          if (this.#stopped.signal.aborted) return;
          logger.error({ meetingId, error: errorName(error) }, 'the end of a sentence could not be stored');
        }),
      Math.max(0, at - now()),
    );
  }
}
