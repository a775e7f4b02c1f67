/** Socket.IO as in shared/PROTOCOL.md: lets panels in, one connection each, and tells the captions what nobody reads any more. */
import type { Server as HttpServer } from 'node:http';
import { z } from 'zod';
import type { Admission } from '../access/access-table.ts';
import { TokenBuckets } from '../access/token-buckets.ts';
import { endSocket } from './caption-broadcast.ts';
import { startOf } from './door/admission.ts';
import { clientAddress } from './door/client-address.ts';
import { EngineDoor, type EngineDoorOptions } from './door/engine-door.ts';
import { FailedHandshakes } from './door/failed-handshakes.ts';
import { requirePlace } from './limits.ts';
import { LinkAllowances, type LinkAllowancesOptions } from './links/link-allowances.ts';
import { PanelConnection, type PanelPorts } from './panel-connection.ts';
import type { PanelSocket } from './panel-io.ts';
import { ConnectRefused, connectError, endOfLink, meetingDeleted, meetingMoved } from './refusals.ts';
import { allowanceRoom, boundedRoom, meetingRoom, readingOf, startRoom } from './rooms.ts';

export interface PanelServerOptions
  extends PanelPorts,
    LinkAllowancesOptions,
    Pick<EngineDoorOptions, 'trustProxy' | 'headers' | 'guardRequest' | 'addressKey' | 'limits'> {
  readonly publicUrl: string;
}

/** A panel asks a few times a minute; a script that asks more often waits. */
const REQUESTS = { perMinute: 120, burst: 30 };
/** Queries of so many panels at a time leave the database to captions. */
const CHECKED_AT_ONCE = 20;
/** One person's screens come back together after a loss; a script that opens and closes sockets waits. */
const CONNECTS = { perMinute: 60, burst: 60 };

export class PanelServer implements AsyncDisposable {
  readonly #options: PanelServerOptions;
  readonly #requests = new TokenBuckets(REQUESTS);
  readonly #connects = new TokenBuckets(CONNECTS);
  readonly #links: LinkAllowances;
  readonly #door: EngineDoor;
  readonly #failures: FailedHandshakes;
  readonly #connections = new Set<PanelConnection>();

  constructor(options: PanelServerOptions) {
    this.#options = options;
    const { io, running, meetings } = options;
    this.#links = new LinkAllowances(options);
    this.#failures = new FailedHandshakes(options.addressKey);
    this.#door = new EngineDoor({
      ...options,
      isAllowedOrigin: (origin, host) => this.#isOwnOrigin(origin, host),
    });
    io.use((socket, next) => {
      running('socket connect', () => this.#admit(socket)).then(
        () => next(),
        (error) => this.#refuse(socket, error, next),
      );
    });
    io.on('connection', (socket) => this.#accept(socket));
    const { adapter } = io.of('/');
    adapter.on('create-room', (room: string) => {
      const read = readingOf(room);
      if (read !== undefined) meetings.roomOpened(read.meetingId, read.reading);
    });
    adapter.on('delete-room', (room: string) => {
      const left = readingOf(room);
      if (left !== undefined) meetings.roomClosed(left.meetingId, left.reading);
    });
  }

  listen(server: HttpServer): void {
    this.#options.io.attach(server);
    this.#door.stand(this.#options.io.engine);
  }

  /** Open connections that have not shown a token. */
  get pendingConnections(): number {
    return this.#door.pending;
  }

  /** Ends what may not be read any more, and sends each panel its status: what other nodes told meanwhile was lost. */
  async recheck(): Promise<void> {
    const connections = [...this.#connections];
    for (let at = 0; at < connections.length; at += CHECKED_AT_ONCE) {
      const checked = connections.slice(at, at + CHECKED_AT_ONCE).map((connection) => connection.recheck());
      for (const { status } of await Promise.allSettled(checked))
        if (status === 'rejected') this.#options.logger.warn('a panel could not be checked again');
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#options.broadcast.end({
      code: 'server-draining',
      message: 'The server is restarting. Captions come back by themselves.',
    });
    this.#door[Symbol.dispose]();
    await this.#options.io.close();
  }

  async #admit(socket: PanelSocket): Promise<void> {
    const { tokens, door, io, maxSocketsPerMeeting } = this.#options;
    const auth = authSchema.safeParse(socket.handshake.auth);
    if (!auth.success)
      throw new ConnectRefused('token-missing', 'Sign in first: this connection carries no token.');
    const viewer = await tokens.verifyViewer(auth.data.token);
    if (this.#connects.consume(allowanceRoom(viewer)) !== undefined) {
      throw new ConnectRefused('too-many-connections', 'You open these captions too often. Wait a moment.');
    }
    this.#links.requireConnect(socket, viewer);
    // A session that has ended does not verify.
    const admission = await door.admit(viewer);
    if (admission.kind === 'refused') {
      throw new ConnectRefused('token-invalid', 'This session may not read its meeting any more.');
    }
    if (admission.kind === 'meeting-moved') throw new ConnectRefused('token-expired', meetingMoved.message);
    if (admission.kind === 'link-ended')
      throw new ConnectRefused(admission.code, endOfLink(admission.code).message);
    socket.data.viewer = viewer;
    socket.data.admission = admission;
    socket.data.reading =
      viewer.meetingId === undefined
        ? { state: 'outside' }
        : { state: 'admitted', meetingId: viewer.meetingId };
    // Counted and taken in one step, so that of many at once no more come in than there is room for.
    requirePlace(io.of('/'), viewer, maxSocketsPerMeeting);
    this.#links.requirePlace(socket, viewer);
    const rooms = [...roomsOf(viewer.meetingId, admission), ...this.#links.roomsOf(socket, viewer)];
    void socket.join([allowanceRoom(viewer), ...rooms]);
  }

  #checkAgain(connection: PanelConnection): void {
    const { running, logger } = this.#options;
    running('socket connect', () => connection.recheck()).catch(() =>
      logger.warn('the share link of a reader could not be looked up again'),
    );
  }

  #refuse(socket: PanelSocket, error: unknown, next: (error: Error) => void): void {
    const address = clientAddress(socket.handshake, this.#options.trustProxy);
    next(connectError(this.#failures.reason(error, address)));
    // After the answer, which Socket.IO sends in the next tick: a refused client leaves nothing open.
    setImmediate(() => socket.conn.close());
  }

  #accept(socket: PanelSocket): void {
    this.#door.admitted(socket.conn);
    if (socket.data.admission.kind === 'meeting-deleted') endSocket(socket, meetingDeleted);
    else {
      const links = this.#links;
      const connection = new PanelConnection({ ...this.#options, socket, requests: this.#requests, links });
      connection.open();
      // A link may have been revoked between its look-up and this moment.
      if (socket.data.viewer.shareId !== undefined) this.#checkAgain(connection);
      this.#connections.add(connection);
      socket.on('disconnect', () => this.#connections.delete(connection));
    }
  }

  /** Another site's page must not open a socket in a reader's name. No Origin at all is no browser. */
  #isOwnOrigin(origin: string | undefined, host: string | undefined): boolean {
    if (origin === undefined) return true;
    if (!URL.canParse(origin)) return false;
    return origin === this.#options.publicUrl || new URL(origin).host === host;
  }
}

const authSchema = z.object({ token: z.string().min(1) });

/** Before the first `watch`, so that no batch reaches a reader whose lines have a bound. */
function roomsOf(meetingId: string | undefined, admission: Admission): string[] {
  if (meetingId === undefined) return [];
  const isBounded = admission.kind === 'reader' && Number.isFinite(admission.readableUntil);
  return [
    meetingRoom(meetingId),
    startRoom(meetingId, startOf(admission)),
    ...(isBounded ? [boundedRoom(meetingId)] : []),
  ];
}
