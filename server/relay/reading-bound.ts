/** What one socket may read of its meeting by time, while its admission changes and time passes. */
import type { Admission } from '../access/access-table.ts';
import { LINGER_MS } from '../captions/caption-limits.ts';
import { readableUntil } from './caption-broadcast.ts';
import type { PanelSocket } from './panel-io.ts';
import { boundedRoom, languageRoom } from './rooms.ts';

export class ReadingBound {
  readonly #socket: PanelSocket;
  readonly #admit: () => Promise<Admission>;
  #timer: NodeJS.Timeout | undefined;

  /** @param admit what the access table says of the socket's viewer now */
  constructor(socket: PanelSocket, admit: () => Promise<Admission>) {
    this.#socket = socket;
    this.#admit = admit;
  }

  /** Only lines of at most this time, milliseconds since 1970; absent without a bound. */
  get until(): number | undefined {
    const until = readableUntil(this.#socket);
    return Number.isFinite(until) ? until : undefined;
  }

  /** The reader has left the meeting: no later line is theirs. */
  get hasPassed(): boolean {
    return readableUntil(this.#socket) < Date.now();
  }

  /** Takes the newest admission. A reader who was refused lines until now reconnects, and begins anew. */
  async updateOrReconnect(admission: Admission): Promise<void> {
    if (await this.update(admission)) setImmediate(() => this.#socket.conn.close());
  }

  /** Takes the newest admission; true when what the reader has so far may lack lines that are theirs now. */
  async update(admission: Admission): Promise<boolean> {
    const { data } = this.#socket;
    const { meetingId } = data.viewer;
    const before = this.until;
    data.admission = admission;
    const { until } = this;
    if (meetingId === undefined || until === before) return false;
    if (until === undefined) await this.#socket.leave(boundedRoom(meetingId));
    else await this.#socket.join(boundedRoom(meetingId));
    const isSeamless = until !== undefined && before !== undefined && before >= Date.now();
    return data.reading.state === 'reading' && !isSeamless;
  }

  /**
   * Joins the language's room. A bounded socket leaves it once nothing more of theirs can come, which ends its cost; one
   * whose bound passes meanwhile reconnects, and is told so by the answer to its `watch`.
   */
  async join(language: string): Promise<void> {
    const { meetingId } = this.#socket.data.viewer;
    if (meetingId === undefined) return;
    await this.#socket.join(languageRoom(meetingId, language));
    this.stop();
    const { until } = this;
    if (until === undefined) return;
    const { hasPassed } = this;
    const leave = () => this.#leave(meetingId, language, hasPassed).catch(() => this.#socket.conn.close());
    this.#timer = setTimeout(leave, Math.max(0, until - Date.now()) + LINGER_MS);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  async #leave(meetingId: string, language: string, wasTold: boolean): Promise<void> {
    const room = languageRoom(meetingId, language);
    await this.updateOrReconnect(await this.#admit());
    if (this.until === undefined || !this.#socket.rooms.has(room)) return;
    if (!this.hasPassed) return this.join(language);
    if (wasTold) await this.#socket.leave(room);
    else this.#socket.conn.close();
  }
}
