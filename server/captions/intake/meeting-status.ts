import type { MeetingState } from '../../../shared/meeting-status.ts';
import { isSameReason, type StateReason } from '../model/stream-update.ts';
import type { CaptionStore, StoredStatus } from '../ports/caption-store.ts';
import type { CaptionOutlet } from '../ports/outlet.ts';
import type { LineCommits } from './line-commits.ts';

export interface MeetingStatusRecordOptions {
  readonly meetingId: string;
  readonly store: Pick<CaptionStore, 'saveStatus'>;
  readonly outlet: Pick<CaptionOutlet, 'status'>;
  readonly commits: Pick<LineCommits, 'persist'>;
  readonly stored: StoredStatus;
}

/** The capture status of a meeting: stored, then sent to readers. */
export class MeetingStatusRecord {
  readonly #options: MeetingStatusRecordOptions;
  #status: StoredStatus;

  constructor(options: MeetingStatusRecordOptions) {
    this.#options = options;
    this.#status = options.stored;
  }

  get status(): StoredStatus {
    return this.#status;
  }

  /** @param since milliseconds, our clock. */
  async change(state: MeetingState, since: number, reason: StateReason | undefined): Promise<void> {
    const { meetingId, store, outlet, commits } = this.#options;
    const before = this.#status;
    if (state === before.state && isSameReason(reason, before.reason)) return;
    const status = {
      state,
      since: state === before.state ? before.since : since,
      ...(reason === undefined ? {} : { reason }),
    };
    this.#status = status;
    await commits.persist(() => store.saveStatus(meetingId, status));
    outlet.status(meetingId, status);
  }
}
