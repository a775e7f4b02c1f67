/** Sends what a meeting has for its readers: one emit to one Socket.IO room, however many read without a bound. */
import { timeOf } from '../../shared/caption.ts';
import type { MeetingStatus, StartPermission } from '../../shared/meeting-status.ts';
import type { CaptionBatch, Ended } from '../../shared/panel-protocol.ts';
import type { StoredStatus } from '../captions/ports/caption-store.ts';
import type { CaptionOutlet } from '../captions/ports/outlet.ts';
import { BOUNDED_READERS } from '../captions/ports/readable-meetings.ts';
import { errorName } from '../lib/errors.ts';
import type { Logger } from '../logger.ts';
import { readableStatus } from '../zoom/rtms/reason-sentence.ts';
import type { PanelIo, PanelSocket } from './panel-io.ts';
import { boundedRoom, languageRoom, startRoom } from './rooms.ts';
import { SendingTurns } from './sending-turns.ts';

export interface CaptionBroadcastOptions {
  readonly io: PanelIo;
  /** Is the meeting's cap of characters reached? */
  readonly budget: { isSpent(meetingId: string): boolean };
  /** With several nodes: what is read on others, as far as this node serves it. */
  readonly elsewhere?: { isRead(meetingId: string, reading: string): boolean } | undefined;
  readonly logger: Pick<Logger, 'error'>;
}

export class CaptionBroadcast implements CaptionOutlet {
  readonly #options: CaptionBroadcastOptions;
  readonly #turns: SendingTurns;

  constructor(options: CaptionBroadcastOptions) {
    this.#options = options;
    options.io.on('bounded', (meetingId, batch) => this.#toBounded(meetingId, batch));
    const { logger } = options;
    // Panels notice by the next version, and ask for what they miss.
    const onFailure = (error: unknown) =>
      logger.error({ error: errorName(error) }, 'a batch could not be sent');
    this.#turns = new SendingTurns({ onFailure });
  }

  /** Open sockets. */
  get viewers(): number {
    return this.#options.io.of('/').sockets.size;
  }

  batch(meetingId: string, batch: CaptionBatch): void {
    const room = languageRoom(meetingId, batch.language);
    const readers = this.#options.io.of('/').adapter.rooms.get(room)?.size ?? 0;
    this.#turns.run(readers, () => this.#emit(meetingId, room, batch));
  }

  #emit(meetingId: string, room: string, batch: CaptionBatch): void {
    const { io, elsewhere } = this.#options;
    io.to(room).except(boundedRoom(meetingId)).emit('captions', batch);
    this.#toBounded(meetingId, batch);
    if (elsewhere?.isRead(meetingId, BOUNDED_READERS) === true)
      io.serverSideEmit('bounded', meetingId, batch);
  }

  /** Each of these sockets is given the lines up to its own time. */
  #toBounded(meetingId: string, batch: CaptionBatch): void {
    const room = languageRoom(meetingId, batch.language);
    const { adapter, sockets } = this.#options.io.of('/');
    for (const id of adapter.rooms.get(boundedRoom(meetingId)) ?? []) {
      const socket = sockets.get(id);
      if (socket?.rooms.has(room) === true)
        socket.emit('captions', boundedBatch(batch, readableUntil(socket)));
    }
  }

  status(meetingId: string, status: StoredStatus): void {
    for (const start of ['yes', 'ask-host', 'no'] as const) {
      const room = this.#options.io.to(startRoom(meetingId, start));
      room.emit('status', this.statusFor(meetingId, status, start));
    }
  }

  /** The status as a viewer with this permission gets it. */
  statusFor(meetingId: string, status: StoredStatus, start: StartPermission): MeetingStatus {
    const isSpent = this.#options.budget.isSpent(meetingId);
    return { ...readableStatus(status), start, ...(isSpent ? { budgetSpent: true } : {}) };
  }

  isWatched(meetingId: string, language: string): boolean {
    const { io, elsewhere } = this.#options;
    return (
      io.of('/').adapter.rooms.has(languageRoom(meetingId, language)) ||
      elsewhere?.isRead(meetingId, language) === true
    );
  }

  /** Of this node. Tells the panels of a meeting, a person, a sign-in or a share link (or all) why, then closes them. */
  end(
    ended: Ended,
    which: {
      readonly meetingId?: string;
      readonly uid?: string;
      readonly signInId?: string;
      readonly shareId?: string;
    } = {},
  ): void {
    for (const socket of this.#options.io.of('/').sockets.values()) {
      const { viewer } = socket.data;
      if (which.meetingId !== undefined && viewer.meetingId !== which.meetingId) continue;
      if (which.uid !== undefined && viewer.uid !== which.uid) continue;
      if (which.signInId !== undefined && viewer.signInId !== which.signInId) continue;
      if (which.shareId !== undefined && viewer.shareId !== which.shareId) continue;
      endSocket(socket, ended);
    }
  }
}

/** Lines spoken until then are this viewer's to read, milliseconds since 1970. */
export function readableUntil({ data }: PanelSocket): number {
  return data.admission.kind === 'reader' ? data.admission.readableUntil : 0;
}

/** Names the run of versions; a reader whose lines have a bound has another, and begins anew when it is lifted. */
export function epochOf(epoch: string, until: number | undefined): string {
  return until === undefined ? epoch : `${epoch}.bounded`;
}

/** Without the lines of later, but with its version, so that no reader takes what is not theirs for a loss. */
function boundedBatch(batch: CaptionBatch, until: number): CaptionBatch {
  const upserts = batch.upserts.filter((line) => timeOf(line) <= until);
  return { ...batch, epoch: epochOf(batch.epoch, until), upserts };
}

/** Tells one panel why, then closes it. */
export function endSocket(socket: PanelSocket, ended: Ended): void {
  socket.emit('ended', ended);
  socket.disconnect(true);
}
