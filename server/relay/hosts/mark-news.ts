/** Tells the hosts of a meeting how many marked lines await them, on every node, at most once a second. */
import { errorName } from '../../lib/errors.ts';
import type { Logger } from '../../logger.ts';
import type { PanelIo } from '../panel-io.ts';
import { meetingRoom } from '../rooms.ts';

export interface MarkNewsOptions {
  readonly io: PanelIo;
  /** Are there other nodes, whose sockets must hear it too? */
  readonly hasOtherNodes: boolean;
  /** How many lines of a meeting are marked and not answered. */
  readonly marks: { count(meetingId: string): Promise<number> };
  readonly logger: Pick<Logger, 'warn'>;
  /** Default: a second. A hall that marks one line makes one message. */
  readonly waitMs?: number;
}

const WAIT_MS = 1_000;

export class MarkNews implements Disposable {
  readonly #options: MarkNewsOptions;
  readonly #waiting = new Map<string, NodeJS.Timeout>();

  constructor(options: MarkNewsOptions) {
    this.#options = options;
    options.io.on('marks', (meetingId, lines) => this.#toHosts(meetingId, lines));
  }

  /** Something was marked, withdrawn or answered. */
  changed(meetingId: string): void {
    if (this.#waiting.has(meetingId)) return;
    const tell = () => {
      this.#waiting.delete(meetingId);
      void this.#tell(meetingId);
    };
    this.#waiting.set(meetingId, setTimeout(tell, this.#options.waitMs ?? WAIT_MS).unref());
  }

  [Symbol.dispose](): void {
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    this.#waiting.clear();
  }

  async #tell(meetingId: string): Promise<void> {
    const { io, hasOtherNodes, marks, logger } = this.#options;
    try {
      const lines = await marks.count(meetingId);
      this.#toHosts(meetingId, lines);
      if (hasOtherNodes) io.serverSideEmit('marks', meetingId, lines);
    } catch (error) {
      // The next mark tells them, and whoever opens the list asks for it.
      logger.warn({ meetingId, error: errorName(error) }, 'hosts could not be told of marked lines');
    }
  }

  /** By what each socket may do now: a role may have changed since it connected. */
  #toHosts(meetingId: string, lines: number): void {
    const { adapter, sockets } = this.#options.io.of('/');
    for (const id of adapter.rooms.get(meetingRoom(meetingId)) ?? []) {
      const socket = sockets.get(id);
      const admission = socket?.data.admission;
      if (admission?.kind === 'reader' && admission.corrects === true) socket?.emit('marks', { lines });
    }
  }
}
