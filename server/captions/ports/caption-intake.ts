import type { StreamUpdate } from '../model/stream-update.ts';

/** Port: the one door from Zoom's streams to the captions. */
export interface CaptionIntake {
  /** Updates of one meeting take effect in the order of the calls. Never throws. */
  accept(update: StreamUpdate): void;
  /** Settles when every update of this meeting that was accepted so far is stored. */
  stored(meetingId: string): Promise<void>;
}
