/** One panel's socket, from its admission to its end: answers `watch`, `history` and `renew`. */
import type { StartPermission } from '../../shared/meeting-status.ts';
import type { RequestFailed } from '../../shared/panel-protocol.ts';
import type { Admission } from '../access/access-table.ts';
import type { TokenBuckets } from '../access/token-buckets.ts';
import type { ViewerSession } from '../access/viewer-session.ts';
import { LanguageLimitReached } from '../captions/languages/active-languages.ts';
import type { CaptionStore } from '../captions/ports/caption-store.ts';
import type { ReadableMeetings } from '../captions/ports/readable-meetings.ts';
import type { Translator } from '../captions/ports/translator.ts';
import { errorName } from '../lib/errors.ts';
import type { Running } from '../lib/running.ts';
import type { Logger } from '../logger.ts';
import type { MeetingDirectory } from '../zoom/meeting-directory.ts';
import { type CaptionBroadcast, endSocket, epochOf } from './caption-broadcast.ts';
import { type AdmissionPorts, admissionOf, endOf, isSameViewer, startOf } from './door/admission.ts';
import { historyPlace, newerThan } from './history/history-place.ts';
import { requireLanguage } from './limits.ts';
import type { LinkAllowances } from './links/link-allowances.ts';
import { languageOf, type PanelIo, type PanelSocket } from './panel-io.ts';
import { ReadingBound } from './reading-bound.ts';
import { meetingDeleted } from './refusals.ts';
import {
  historyRequest,
  notInAMeeting,
  notWatching,
  parse,
  RequestRefused,
  renewRequest,
  servedTag,
  tooManyLanguages,
  tooManyRequests,
  unavailable,
  watchRequest,
} from './requests.ts';
import { allowanceRoom, languageRoom, startRoom } from './rooms.ts';

/** What the connections of all panels share. */
export interface PanelPorts extends AdmissionPorts {
  readonly io: PanelIo;
  readonly broadcast: CaptionBroadcast;
  readonly meetings: ReadableMeetings;
  readonly store: Pick<CaptionStore, 'lines' | 'linesAbove'>;
  readonly tokens: AdmissionPorts['tokens'] & {
    /** @throws an error with `code` `token-invalid` or `token-expired`. */
    verifyViewer(token: string): Promise<ViewerSession>;
  };
  readonly directory: Pick<MeetingDirectory, 'get'>;
  readonly budget: { load(meetingId: string): Promise<void> };
  readonly translator: Pick<Translator, 'serves'>;
  readonly maxLanguagesPerMeeting: number;
  readonly running: Running;
  readonly logger: Logger;
}

export interface PanelConnectionOptions extends PanelPorts {
  /** Admitted: its viewer and admission are in `socket.data`. */
  readonly socket: PanelSocket;
  readonly requests: TokenBuckets;
  readonly links: LinkAllowances;
}

type Answer<T> = Promise<T & { readonly ok: true }>;

export class PanelConnection {
  readonly #options: PanelConnectionOptions;
  readonly #socket: PanelSocket;
  readonly #bound: ReadingBound;
  #expiry: NodeJS.Timeout | undefined;

  constructor(options: PanelConnectionOptions) {
    this.#options = options;
    this.#socket = options.socket;
    this.#bound = new ReadingBound(options.socket, () => admissionOf(options.socket.data.viewer, options));
  }

  open(): void {
    const socket = this.#socket;
    this.#expireAt(socket.data.viewer.expiresAt);
    socket.on('watch', (request, acknowledge) =>
      this.#answer('socket watch', acknowledge, () => this.#watch(request)),
    );
    socket.on('history', (request, acknowledge) =>
      this.#answer('socket history', acknowledge, () => this.#history(request)),
    );
    socket.on('renew', (request, acknowledge) =>
      this.#answer('socket renew', acknowledge, () => this.#renew(request)),
    );
    socket.on('disconnect', () => {
      clearTimeout(this.#expiry);
      this.#bound.stop();
    });
  }

  get meetingId(): string | undefined {
    return this.#socket.data.viewer.meetingId;
  }

  /** For when what other nodes tell was lost, or a meeting's rights have changed: ends a socket whose right to read has ended, and sends the status. */
  async recheck(): Promise<void> {
    const { viewer } = this.#socket.data;
    const admission = await admissionOf(viewer, this.#options);
    if (admission.kind === 'outside') return;
    if (admission.kind !== 'reader') return endSocket(this.#socket, endOf(admission));
    await this.#bound.updateOrReconnect(admission);
    if (viewer.meetingId !== undefined) this.#socket.emit('status', await this.#status(viewer.meetingId));
  }

  async #watch(request: unknown) {
    const { io, links, meetings, translator, maxLanguagesPerMeeting } = this.#options;
    const { language: wanted, after } = parse(watchRequest, request);
    const { data } = this.#socket;
    const before = data.reading;
    if (before.state === 'outside') throw notInAMeeting();
    const { meetingId } = before;
    const language = servedTag(wanted, (tag) => translator.serves(tag));
    requireLanguage(io.of('/'), this.#socket, language, maxLanguagesPerMeeting);
    links.requireLanguage(io.of('/'), this.#socket, language);
    // Joined before the snapshot is taken: what is sent meanwhile overlaps, nothing is missed.
    data.reading = { state: 'reading', meetingId, language };
    await this.#bound.join(language);
    const old = before.state === 'reading' && before.language !== language ? before.language : undefined;
    try {
      // After joining, so that of two requests the later one stands, however long their answers take.
      await this.#bound.update(await this.#requireReader(data.viewer));
      const { until } = this.#bound;
      const lines = await meetings.watch(meetingId, language, { after, until });
      if (old !== undefined && languageOf(this.#socket) === language)
        await this.#socket.leave(languageRoom(meetingId, old));
      const epoch = epochOf(lines.epoch, until);
      const left = this.#bound.hasPassed ? { left: true as const } : {};
      return { ok: true as const, ...lines, epoch, status: await this.#status(meetingId), ...left };
    } catch (error) {
      if (before.state === 'admitted' || old !== undefined) {
        await this.#socket.leave(languageRoom(meetingId, language));
        data.reading = before;
      }
      throw error instanceof LanguageLimitReached ? tooManyLanguages() : error;
    }
  }

  async #status(meetingId: string) {
    const { directory, broadcast, budget } = this.#options;
    await budget.load(meetingId);
    const meeting = await directory.get(meetingId);
    if (meeting === undefined) throw new RequestRefused('not-allowed', meetingDeleted.message);
    const start = startOf(this.#socket.data.admission);
    return broadcast.statusFor(meetingId, meeting.status, start);
  }

  async #history(request: unknown) {
    const asked = parse(historyRequest, request);
    const { viewer, reading } = this.#socket.data;
    if (reading.state === 'outside') throw notInAMeeting();
    if (reading.state === 'admitted') throw notWatching();
    const { meetingId, language } = reading;
    await this.#bound.updateOrReconnect(await this.#requireReader(viewer));
    const { until } = this.#bound;
    // A bounded socket may have left the room: what is translated for this answer comes there.
    if (until !== undefined) await this.#bound.join(language);
    const { meetings, store, links } = this.#options;
    const { newer, ...place } = await historyPlace(store, meetingId, asked);
    const mayTranslate = links.catchUp(viewer, language);
    const lines = await meetings.history(meetingId, language, { ...place, until, mayTranslate });
    return { ok: true as const, language, ...lines, ...newerThan(lines.captions, newer) };
  }

  async #renew(request: unknown) {
    const { token } = parse(renewRequest, request);
    const { data } = this.#socket;
    const renewed = await this.#options.tokens.verifyViewer(token).catch(() => undefined);
    if (renewed === undefined || !isSameViewer(renewed, data.viewer)) {
      throw new RequestRefused(
        'not-allowed',
        'That token is for another viewer or another meeting, or has expired.',
      );
    }
    const admission = await this.#requireReader(renewed);
    const before = startOf(data.admission);
    data.viewer = renewed;
    await this.#bound.updateOrReconnect(admission);
    await this.#changeStart(before, startOf(admission));
    this.#expireAt(renewed.expiresAt);
    return { ok: true as const, expiresAt: renewed.expiresAt };
  }

  /** The viewer's role changed during the meeting. */
  async #changeStart(before: StartPermission, start: StartPermission): Promise<void> {
    const { meetingId } = this.#socket.data.viewer;
    if (meetingId === undefined || start === before) return;
    await this.#socket.leave(startRoom(meetingId, before));
    await this.#socket.join(startRoom(meetingId, start));
    this.#socket.emit('status', await this.#status(meetingId));
  }

  /** A socket may be older than what it may do: the meeting was deleted, or the viewer's part in it. */
  async #requireReader(viewer: ViewerSession): Promise<Admission> {
    const admission = await admissionOf(viewer, this.#options);
    if (admission.kind === 'reader' || admission.kind === 'outside') return admission;
    // The socket was opened just before that came out. Closed, it takes no answer.
    if (['meeting-moved', 'session-ended', 'link-ended', 'restricted'].includes(admission.kind))
      endSocket(this.#socket, endOf(admission));
    throw new RequestRefused('not-allowed', 'This session may not read its meeting (any more).');
  }

  /** Every request is answered, also when it fails. */
  #answer<T>(label: string, acknowledge: unknown, respond: () => Answer<T>): void {
    if (typeof acknowledge !== 'function') return;
    const { links, requests } = this.#options;
    const retryAfterMs =
      links.consumeRequest(this.#socket) ?? requests.consume(allowanceRoom(this.#socket.data.viewer));
    if (retryAfterMs !== undefined) {
      acknowledge(tooManyRequests(retryAfterMs).answer);
      return;
    }
    this.#options.running(label, respond).then(
      (answer) => acknowledge(answer),
      (error) => acknowledge(this.#failure(error)),
    );
  }

  #failure(error: unknown): RequestFailed {
    if (error instanceof RequestRefused) return error.answer;
    this.#options.logger.error({ error: errorName(error) }, 'a panel request failed');
    return unavailable().answer;
  }

  #expireAt(expiresAt: number): void {
    clearTimeout(this.#expiry);
    const end = () =>
      endSocket(this.#socket, {
        code: 'token-expired',
        message: 'This session has expired. Open the panel again.',
      });
    this.#expiry = setTimeout(end, Math.max(0, expiresAt - Date.now()));
  }
}
