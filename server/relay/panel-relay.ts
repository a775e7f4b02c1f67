/** Socket.IO as in shared/PROTOCOL.md: one room per meeting and language; a viewer sees that meeting and no other. */
import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import { z } from 'zod';
import { canonicalTag, ORIGINAL } from '../../shared/language.ts';
import type { MeetingStatus, StartPermission } from '../../shared/meeting-status.ts';
import type { CaptionBatch, Ended, RequestFailed } from '../../shared/panel-protocol.ts';
import { routes } from '../../shared/routes.ts';
import type { Admission } from '../access/access-table.ts';
import type { ViewerSession } from '../access/viewer-session.ts';
import { LanguageLimitReached } from '../captions/caption-session.ts';
import type { CaptionOutlet, CaptionSessions } from '../captions/caption-sessions.ts';
import type { MeetingSnapshot } from '../captions/caption-store.ts';
import { errorName } from '../captions/persist.ts';
import type { Translator } from '../captions/translator.ts';
import type { Logger } from '../logger.ts';
import { withReasonCode } from '../zoom/rtms/reason-code.ts';
import { clientAddress, FailedHandshakes } from './failed-handshakes.ts';
import type { PanelServer, PanelSocket } from './panel-socket.ts';
import { requireLanguage, requirePlace } from './reader-limits.ts';
import {
  ConnectRefused,
  connectError,
  meetingDeleted,
  meetingMoved,
  notInAMeeting,
  RequestRefused,
  sessionEnded,
} from './refusals.ts';
import { historyRequest, parse, renewRequest, watchRequest } from './requests.ts';
import { languageRoom, languageRoomOf, meetingRoom, startRoom, viewerRoom } from './rooms.ts';
import { WatchLimiter } from './watch-limiter.ts';

export interface PanelRelayOptions {
  readonly transports: readonly ('websocket' | 'polling')[];
  readonly publicUrl: string;
  readonly maxSocketsPerMeeting: number;
  /** How many proxies stand before us. */
  readonly trustProxy: number;
  /** @throws an error with `code` `token-invalid` or `token-expired`. */
  readonly verifyToken: (token: string) => Promise<ViewerSession>;
  /** What the access table says of this viewer, now. */
  readonly admit: (viewer: ViewerSession) => Promise<Admission>;
  /** Is the meeting's cap of characters reached? */
  readonly budget: { load(meetingId: string): Promise<void>; isSpent(meetingId: string): boolean };
  readonly serves: Translator['serves'];
  readonly logger: Logger;
}

/** Frames from panels are small: a watch, a history, a token. */
const MAX_FRAME_BYTES = 16_384;
/** A socket without a token that verifies is let go after this. */
const CONNECT_TIMEOUT_MS = 10_000;

export class PanelRelay implements CaptionOutlet, AsyncDisposable {
  readonly #options: PanelRelayOptions;
  readonly #io: PanelServer;
  readonly #limiter = new WatchLimiter();
  readonly #failures = new FailedHandshakes();
  #sessions: CaptionSessions | undefined;

  constructor(options: PanelRelayOptions) {
    this.#options = options;
    this.#io = new Server({
      path: routes.socket,
      transports: [...options.transports],
      serveClient: false,
      maxHttpBufferSize: MAX_FRAME_BYTES,
      connectTimeout: CONNECT_TIMEOUT_MS,
      allowRequest: (request, decide) =>
        decide(null, this.#isOwnOrigin(request.headers.origin, request.headers.host)),
    });
    this.#io.use((socket, next) => {
      this.#admit(socket).then(
        () => next(),
        (error) => {
          const address = clientAddress(socket.handshake, options.trustProxy);
          next(connectError(this.#failures.reason(error, address)));
        },
      );
    });
    this.#io.on('connection', (socket) => this.#connected(socket));
    this.#io.of('/').adapter.on('delete-room', (room: string) => {
      const left = languageRoomOf(room);
      if (left !== undefined) this.#sessions?.unwatched(left.meetingId, left.language);
    });
  }

  attach(server: HttpServer, sessions: CaptionSessions): void {
    this.#sessions = sessions;
    this.#io.attach(server);
  }

  /** Open sockets, for metrics. */
  get viewers(): number {
    return this.#io.of('/').sockets.size;
  }

  batch(meetingId: string, batch: CaptionBatch): void {
    this.#io.to(languageRoom(meetingId, batch.language)).emit('captions', batch);
  }

  status(meetingId: string, status: MeetingSnapshot['status']): void {
    for (const start of ['yes', 'ask-host', 'no'] as const) {
      this.#io.to(startRoom(meetingId, start)).emit('status', this.#statusFor(meetingId, status, start));
    }
  }

  /** Something that belongs to the status, but not to the captions, has changed. */
  async statusChanged(meetingId: string): Promise<void> {
    if (this.#sessions !== undefined) this.status(meetingId, await this.#sessions.status(meetingId));
  }

  #statusFor(meetingId: string, status: MeetingSnapshot['status'], start: StartPermission): MeetingStatus {
    const isSpent = this.#options.budget.isSpent(meetingId);
    return { ...withReasonCode(status), start, ...(isSpent ? { budgetSpent: true } : {}) };
  }

  isWatched(meetingId: string, language: string): boolean {
    return this.#io.of('/').adapter.rooms.has(languageRoom(meetingId, language));
  }

  /** Tells every panel of a meeting (or all) why, then closes. */
  end(ended: Ended, which: { meetingId?: string; uid?: string; signInId?: string } = {}): void {
    for (const socket of this.#io.of('/').sockets.values()) {
      const { viewer } = socket.data;
      if (which.meetingId !== undefined && viewer.meetingId !== which.meetingId) continue;
      if (which.uid !== undefined && viewer.uid !== which.uid) continue;
      if (which.signInId !== undefined && viewer.signInId !== which.signInId) continue;
      this.#end(socket, ended);
    }
  }

  #end(socket: PanelSocket, ended: Ended): void {
    socket.emit('ended', ended);
    socket.disconnect(true);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.end({
      code: 'server-draining',
      message: 'The server is restarting. Captions come back by themselves.',
    });
    await this.#io.close();
  }

  async #admit(socket: PanelSocket): Promise<void> {
    const token = z.object({ token: z.string().min(1) }).safeParse(socket.handshake.auth);
    if (!token.success)
      throw new ConnectRefused('token-missing', 'Sign in first: this connection carries no token.');
    const viewer = await this.#options.verifyToken(token.data.token);
    const admission = await this.#options.admit(viewer);
    if (admission.kind === 'refused') {
      throw new ConnectRefused('token-invalid', 'This session may not read its meeting any more.');
    }
    if (admission.kind === 'meeting-moved') throw new ConnectRefused('token-expired', meetingMoved.message);
    if (admission.kind === 'session-ended') throw new ConnectRefused('token-expired', sessionEnded.message);
    socket.data.viewer = viewer;
    socket.data.admission = admission;
    // Counted and taken in one go: of many that knock at once, no more come in than there is room for.
    requirePlace(this.#io.of('/'), viewer, this.#options.maxSocketsPerMeeting);
    const { meetingId } = viewer;
    const ofMeeting =
      meetingId === undefined ? [] : [meetingRoom(meetingId), startRoom(meetingId, startOf(admission))];
    void socket.join([viewerRoom(viewer), ...ofMeeting]);
  }

  #connected(socket: PanelSocket): void {
    const { viewer, admission } = socket.data;
    if (admission.kind === 'meeting-deleted') {
      this.#end(socket, meetingDeleted);
      return;
    }
    this.#expireAt(socket, viewer.expiresAt);
    socket.on('watch', (request, acknowledge) =>
      this.#answer(socket, acknowledge, () => this.#watch(socket, request)),
    );
    socket.on('history', (request, acknowledge) =>
      this.#answer(socket, acknowledge, () => this.#history(socket, request)),
    );
    socket.on('renew', (request, acknowledge) =>
      this.#answer(socket, acknowledge, () => this.#renew(socket, request)),
    );
    socket.on('disconnect', () => clearTimeout(socket.data.expiry));
  }

  async #watch(socket: PanelSocket, request: unknown) {
    const { language: wanted, after } = parse(watchRequest, request);
    const { meetingId } = socket.data.viewer;
    if (meetingId === undefined || this.#sessions === undefined) throw notInAMeeting();
    const language = this.#served(wanted);
    requireLanguage(this.#io.of('/'), socket, language);
    const room = languageRoom(meetingId, language);
    const before = socket.data.language;
    // Joined before the snapshot is taken: what is sent meanwhile overlaps, nothing is missed.
    await socket.join(room);
    socket.data.language = language;
    try {
      // After joining, so that of two requests the later one stands, however long their answers take.
      await this.#requireReader(socket, socket.data.viewer);
      const lines = await this.#sessions.watch(meetingId, language, after);
      if (before !== undefined && before !== language && socket.data.language === language) {
        await socket.leave(languageRoom(meetingId, before));
      }
      await this.#options.budget.load(meetingId);
      const status = this.#statusFor(
        meetingId,
        await this.#sessions.status(meetingId),
        startOf(socket.data.admission),
      );
      return { ok: true as const, ...lines, status };
    } catch (error) {
      if (before !== language) {
        await socket.leave(room);
        if (before === undefined) delete socket.data.language;
        else socket.data.language = before;
      }
      if (error instanceof LanguageLimitReached) {
        throw new RequestRefused(
          'language-limit',
          'This meeting is already read in as many languages as the server allows.',
        );
      }
      throw error;
    }
  }

  async #history(socket: PanelSocket, request: unknown) {
    const { before, limit } = parse(historyRequest, request);
    const { meetingId } = socket.data.viewer;
    const { language } = socket.data;
    if (meetingId === undefined || this.#sessions === undefined) throw notInAMeeting();
    if (language === undefined)
      throw new RequestRefused('bad-request', 'Watch a language before asking for its history.');
    await this.#requireReader(socket, socket.data.viewer);
    const lines = await this.#sessions.history(meetingId, language, before, limit);
    return { ok: true as const, language, ...lines };
  }

  async #renew(socket: PanelSocket, request: unknown) {
    const { token } = parse(renewRequest, request);
    const { viewer } = socket.data;
    const renewed = await this.#options.verifyToken(token).catch(() => undefined);
    if (
      renewed === undefined ||
      renewed.viewerId !== viewer.viewerId ||
      renewed.meetingId !== viewer.meetingId
    ) {
      throw new RequestRefused(
        'not-allowed',
        'That token is for another viewer or another meeting, or has expired.',
      );
    }
    const admission = await this.#requireReader(socket, renewed);
    const [before, start] = [startOf(socket.data.admission), startOf(admission)];
    if (viewer.meetingId !== undefined && start !== before) {
      // Their role changed during the meeting.
      await socket.leave(startRoom(viewer.meetingId, before));
      await socket.join(startRoom(viewer.meetingId, start));
      if (this.#sessions !== undefined) {
        const { meetingId } = viewer;
        socket.emit('status', this.#statusFor(meetingId, await this.#sessions.status(meetingId), start));
      }
    }
    socket.data.viewer = renewed;
    socket.data.admission = admission;
    this.#expireAt(socket, renewed.expiresAt);
    return { ok: true as const, expiresAt: renewed.expiresAt };
  }

  /** A socket may be older than what it may do: the meeting was deleted, or the viewer's part in it. */
  async #requireReader(socket: PanelSocket, viewer: ViewerSession): Promise<Admission> {
    const admission = await this.#options.admit(viewer);
    if (admission.kind === 'reader' || admission.kind === 'outside') return admission;
    // The socket was opened just before that came out. Closed, it takes no answer.
    if (admission.kind === 'meeting-moved') this.#end(socket, meetingMoved);
    if (admission.kind === 'session-ended') this.#end(socket, sessionEnded);
    throw new RequestRefused('not-allowed', 'This session may not read its meeting (any more).');
  }

  /** The tag that serves the wanted one. */
  #served(wanted: string): string {
    if (wanted === ORIGINAL) return ORIGINAL;
    const tag = canonicalTag(wanted);
    if (tag === undefined)
      throw new RequestRefused('unknown-language', 'That is not a language tag such as es or pt-BR.');
    const served = this.#options.serves(tag);
    if (served === undefined) {
      throw new RequestRefused(
        'language-not-served',
        'No translation engine of this server offers that language.',
      );
    }
    return served;
  }

  /** Every request is answered, whatever happens. */
  #answer<T>(socket: PanelSocket, acknowledge: unknown, respond: () => Promise<T>): void {
    if (typeof acknowledge !== 'function') return;
    const retryAfterMs = this.#limiter.take(viewerRoom(socket.data.viewer));
    const answer =
      retryAfterMs === undefined
        ? respond()
        : Promise.reject(
            new RequestRefused(
              'rate-limited',
              'Too many requests from this panel. Wait a moment.',
              retryAfterMs,
            ),
          );
    answer.then(
      (result) => acknowledge(result),
      (error) => acknowledge(this.#refusal(error)),
    );
  }

  #refusal(error: unknown): RequestFailed {
    if (error instanceof RequestRefused) {
      const { code, message, retryAfterMs } = error;
      return { ok: false, error: { code, message, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) } };
    }
    this.#options.logger.error({ error: errorName(error) }, 'a panel request failed');
    const message = 'The server could not read the captions just now. Try again.';
    return { ok: false, error: { code: 'rate-limited', message, retryAfterMs: 1_000 } };
  }

  #expireAt(socket: PanelSocket, expiresAt: number): void {
    clearTimeout(socket.data.expiry);
    socket.data.expiry = setTimeout(
      () => {
        this.#end(socket, {
          code: 'token-expired',
          message: 'This session has expired. Open the panel again.',
        });
      },
      Math.max(0, expiresAt - Date.now()),
    );
  }

  /** Another site's page must not open a socket in a reader's name. No Origin at all is no browser. */
  #isOwnOrigin(origin: string | undefined, host: string | undefined): boolean {
    if (origin === undefined) return true;
    if (!URL.canParse(origin)) return false;
    return origin === this.#options.publicUrl || new URL(origin).host === host;
  }
}

function startOf(admission: Admission): StartPermission {
  return admission.kind === 'reader' ? admission.start : 'no';
}
