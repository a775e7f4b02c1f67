import {
  type ConnectionState,
  publicState,
} from '../../../../../server/zoom/rtms/connection/connection-state.ts';
import type { ConnectionCommand, Step } from '../../../../../server/zoom/rtms/connection/connection-steps.ts';
import { protocolTimes } from '../../../../../server/zoom/rtms/connection/protocol-times.ts';
import {
  begin,
  type ConnectionEvent,
  step,
} from '../../../../../server/zoom/rtms/connection/stream-machine.ts';

const times = protocolTimes(10_000, 1);

/** One stream machine with a clock, and the commands of its last step. */
export class Story {
  now = 1_000_000;
  state: ConnectionState;
  commands: readonly ConnectionCommand[];

  constructor(resumed = false) {
    ({ state: this.state, commands: this.commands } = begin(
      { url: 'wss://one', others: ['wss://spare'] },
      resumed,
      this.context,
    ));
  }

  get context() {
    return { now: this.now, random: 0.5, times };
  }

  get phase() {
    return this.state.phase;
  }

  get told() {
    return publicState(this.state);
  }

  /** The number of a link in use. */
  link(kind: 'signaling' | 'media'): number {
    const { state } = this;
    if (kind === 'media') return 'media' in state ? state.media : Number.NaN;
    if ('signaling' in state) return state.signaling;
    return state.phase === 'backing-off' && state.resume.what === 'media'
      ? state.resume.signaling
      : Number.NaN;
  }

  on(event: ConnectionEvent): this {
    const next: Step = step(this.state, event, this.context);
    this.state = next.state;
    this.commands = next.commands;
    return this;
  }

  after(ms: number): this {
    this.now += ms;
    return this;
  }

  signalingAccepted(): this {
    const mediaAt = { url: 'wss://media', others: ['wss://all'] };
    return this.on({ type: 'signaling-accepted', link: this.link('signaling'), mediaAt });
  }

  mediaAccepted(): this {
    return this.on({ type: 'media-accepted', link: this.link('media') });
  }

  refused(kind: 'signaling' | 'media', status: number, reason = ''): this {
    return this.on({ type: 'refused', link: this.link(kind), status, reason });
  }

  lost(kind: 'signaling' | 'media', goodUntil = this.now): this {
    return this.on({ type: 'link-lost', link: this.link(kind), goodUntil });
  }

  /** The webhook about a loss of signaling at that moment. */
  interrupted(at = this.now, heardAt?: number): this {
    return this.on({ type: 'interrupted', at, heardAt });
  }

  /** Lets the wait before the next attempt pass. */
  waited(): this {
    const later = this.commands.find((command) => command.type === 'retry-later');
    if (later === undefined) throw new Error('nothing to wait for');
    return this.after(later.delayMs).on({ type: 'retry-due', retry: later.retry });
  }

  /** Streaming, for long enough to count as stable. */
  static live(): Story {
    return new Story().signalingAccepted().mediaAccepted().after(30_000);
  }

  opened(kind: 'signaling' | 'media'): number {
    return this.commands.filter((command) => command.type === 'open' && command.kind === kind).length;
  }
}
