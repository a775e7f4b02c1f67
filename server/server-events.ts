import Emittery from 'emittery';
import { errorName } from './lib/errors.ts';
import type { Logger } from './logger.ts';
import type { Deletion } from './storage/deletion/record-deletion.ts';
import type { MeetingEvent, StreamStopped } from './zoom/webhooks/zoom-event.ts';

/** The events of one part of the server that concern other parts. `reactions.ts` holds the reactions. */
interface EventMap {
  /** Rows are gone from the database. */
  readonly 'record-deleted': Deletion;
  /** A person removed the app. */
  readonly deauthorized: { readonly uid: string };
  /** A person asked for everything of theirs to be deleted. */
  readonly 'deletion-requested': { readonly uid: string };
  /** A browser signed out: the sessions made from its sign-in end. */
  readonly 'signed-out': { readonly signInId: string };
  /** Share links were revoked, or deleted: who reads by them reads no more. */
  readonly 'shares-ended': { readonly shareIds: readonly string[] };
  readonly 'glossary-changed': { readonly meetingId: string } | { readonly uid: string };
  /** A host has changed the cap of a meeting. */
  readonly 'budget-changed': { readonly meetingId: string };
  /** The part of a meeting's status outside the captions has changed. */
  readonly 'status-changed': { readonly meetingId: string };
  /** The panels of this meeting belong to another one. */
  readonly 'meeting-moved': { readonly meetingId: string };
  readonly 'stream-stopped': StreamStopped;
  readonly 'meeting-changed': MeetingEvent;
}

export class ServerEvents {
  readonly #emitter = new Emittery<EventMap>();
  readonly #logger: Logger;

  constructor({ logger }: { readonly logger: Logger }) {
    this.#logger = logger;
  }

  on<Name extends keyof EventMap>(name: Name, react: (event: EventMap[Name]) => Promise<void> | void): void {
    this.#emitter.on(name, react);
  }

  /** Settles when every reaction is done; rejects when one fails. */
  async emit<Name extends keyof EventMap>(name: Name, event: EventMap[Name]): Promise<void> {
    await this.#emitter.emit(name, event);
  }

  /** As `emit`, without waiting; the failure of a reaction is logged. */
  announce<Name extends keyof EventMap>(name: Name, event: EventMap[Name]): void {
    this.emit(name, event).catch((error) => {
      this.#logger.error({ event: name, error: errorName(error) }, 'a reaction to an event failed');
    });
  }
}
