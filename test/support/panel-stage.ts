import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Server, type Socket } from 'socket.io';
import { onTestFinished, vi } from 'vitest';
import type { ServedLanguage } from '../../shared/language.ts';
import type { MeetingStatus } from '../../shared/meeting-status.ts';
import {
  type CaptionBatch,
  type Ended,
  MEETINGS_PER_PAGE,
  type MeetingSummary,
  type PanelToServerEvents,
  type Preferences,
  type ServerToPanelEvents,
  type SessionAnswer,
  type WatchAnswer,
  type WatchRequest,
} from '../../shared/panel-protocol.ts';
import { aSession, aWatchAnswer } from './caption-lines.ts';
import { aLanguage } from './languages.ts';

declare global {
  interface Window {
    /** The window of a component test. */
    readonly happyDOM?: { setURL(url: string): void };
  }
}

/** A server that says exactly what a test wants a page to hear. The page in the test's window belongs to it. */
export class PanelStage {
  session: SessionAnswer | { readonly status: number; readonly code: string } = aSession();
  languages: readonly ServedLanguage[] = [
    aLanguage('es', 'Spanish', 'Español'),
    aLanguage('de', 'German', 'Deutsch'),
    aLanguage('ar', 'Arabic', 'العربية'),
  ];
  meetings: readonly MeetingSummary[] | undefined = [];
  preferences: Preferences = {};
  watch: (request: WatchRequest) => WatchAnswer = ({ language }) => aWatchAnswer({ language });
  /** Languages that were asked for and answered, in order. */
  readonly watched: string[] = [];
  /** `METHOD path` and body of every request. */
  readonly requests: { readonly line: string; readonly body: string }[] = [];
  readonly #http = createServer((request, response) => void this.#answer(request, response));
  readonly #io = new Server<PanelToServerEvents, ServerToPanelEvents>(this.#http);
  readonly #sockets = new Set<Socket<PanelToServerEvents, ServerToPanelEvents>>();

  static async open(): Promise<PanelStage> {
    const stage = new PanelStage();
    stage.#io.on('connection', (socket) => {
      stage.#sockets.add(socket);
      socket.on('watch', (request, acknowledge) => {
        acknowledge(stage.watch(request));
        stage.watched.push(request.language);
      });
      socket.on('disconnect', () => stage.#sockets.delete(socket));
    });
    await new Promise<void>((resolve) => stage.#http.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => stage.#io.close());
    const address = stage.#http.address();
    if (address === null || typeof address === 'string') throw new Error('not listening on a port');
    window.happyDOM?.setURL(`http://127.0.0.1:${address.port}/panel`);
    return stage;
  }

  /** Panels that are connected right now. */
  get panels(): number {
    return this.#sockets.size;
  }

  send(batch: CaptionBatch): void {
    for (const socket of this.#sockets) socket.emit('captions', batch);
  }

  /** After the first answer to `watch`, which carries a status of its own and would be the newer one. */
  async tell(status: MeetingStatus): Promise<void> {
    await vi.waitFor(() => {
      if (this.watched.length === 0) throw new Error('The panel has not asked for captions.');
    });
    for (const socket of this.#sockets) socket.emit('status', status);
  }

  end(code: Ended['code']): void {
    for (const socket of this.#sockets) {
      socket.emit('ended', { code, message: code });
      socket.disconnect(true);
    }
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: string[] = [];
    for await (const chunk of request) chunks.push(String(chunk));
    const path = (request.url ?? '').split('?')[0] ?? '';
    this.requests.push({ line: `${request.method} ${path}`, body: chunks.join('') });
    const { searchParams } = new URL(request.url ?? '', 'http://stage');
    const reply = this.#replyTo(path, searchParams);
    response.writeHead(reply.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(reply.body));
  }

  /** The meetings after the one that a cursor `<startedAt>.<id>` names. */
  #pageOf(meetings: readonly MeetingSummary[], after: string | null): readonly MeetingSummary[] {
    const at = meetings.findIndex(({ startedAt, id }) => `${startedAt}.${id}` === after);
    return meetings.slice(at + 1, at + 1 + MEETINGS_PER_PAGE);
  }

  #meetingAt(path: string): { readonly status: number; readonly body: unknown } {
    const meeting = this.meetings?.find(({ id }) => path.endsWith(`/${encodeURIComponent(id)}`));
    return meeting === undefined
      ? { status: 404, body: { code: 'meeting-unknown' } }
      : { status: 200, body: meeting };
  }

  #replyTo(path: string, query: URLSearchParams): { readonly status: number; readonly body: unknown } {
    switch (path) {
      case '/api/session':
        if ('code' in this.session) return { status: this.session.status, body: { code: this.session.code } };
        return { status: 200, body: this.session };
      case '/api/languages':
        return { status: 200, body: this.languages };
      case '/api/preferences':
        return { status: 200, body: this.preferences };
      case '/api/meetings':
        if (this.meetings === undefined) return { status: 401, body: { code: 'signed-out' } };
        return { status: 200, body: this.#pageOf(this.meetings, query.get('after')) };
      default:
        if (/^\/api\/meetings\/[^/]+$/.test(path)) return this.#meetingAt(path);
        return { status: path.endsWith('/stream') ? 202 : 200, body: {} };
    }
  }
}
