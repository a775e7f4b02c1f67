import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server, type Socket } from 'socket.io';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { CaptionFeed } from '../../../../client/captions/feed/caption-feed.ts';
import { CaptionSocket } from '../../../../client/captions/feed/caption-socket.ts';
import type { CaptionSocketOptions } from '../../../../client/captions/feed/socket-options.ts';
import type {
  HistoryAnswer,
  HistoryRequest,
  PanelToServerEvents,
  RequestFailed,
  ServerToPanelEvents,
  WatchAnswer,
  WatchRequest,
} from '../../../../shared/panel-protocol.ts';
import { aBatch, aCaption, aWatchAnswer } from '../../../support/caption-lines.ts';

describe('a panel on its socket', () => {
  it('reads the chosen language, and what comes after', async () => {
    const server = await captionServer(() => aWatchAnswer({ version: 1, captions: [aCaption(1)] }));
    const { feed, socket } = panelOf(server);
    socket.read('es');
    socket.connect('token-1');
    await vi.waitFor(() => expect(textsOf(feed)).toEqual(['frase 1']));
    server.latest().emit('captions', aBatch(1, 2, { upserts: [aCaption(2)] }));
    await vi.waitFor(() => expect(textsOf(feed)).toEqual(['frase 1', 'frase 2']));
    expect(server.tokens).toEqual(['token-1']);
  });

  it('asks for what it missed when a batch does not follow on the last', async () => {
    const server = await captionServer((request) =>
      request.after === undefined
        ? aWatchAnswer({ version: 1, captions: [aCaption(1)] })
        : aWatchAnswer({ version: 5, captions: [aCaption(4), aCaption(5)] }),
    );
    const { feed, socket } = panelOf(server);
    socket.read('es');
    socket.connect('token-1');
    await vi.waitFor(() => expect(feed.room?.version).toBe(1));
    server.latest().emit('captions', aBatch(4, 5, { upserts: [aCaption(5)] }));
    await vi.waitFor(() => expect(textsOf(feed)).toEqual(['frase 1', 'frase 4', 'frase 5']));
    expect(server.watches).toEqual([
      { language: 'es' },
      { language: 'es', after: { epoch: 'e1', version: 1 } },
    ]);
  });

  it('resumes where it was after the connection broke', async () => {
    const server = await captionServer(() => aWatchAnswer({ version: 3, captions: [aCaption(1)] }));
    const { feed, socket, options } = panelOf(server);
    socket.read('es');
    socket.connect('token-1');
    await vi.waitFor(() => expect(feed.room?.version).toBe(3));
    server.latest().conn.close();
    await vi.waitFor(() => expect(server.watches).toHaveLength(2));
    expect(server.watches[1]).toEqual({ language: 'es', after: { epoch: 'e1', version: 3 } });
    expect(options.onDisconnected).toHaveBeenCalledWith(true);
  });

  it('switches the language on the same connection', async () => {
    const server = await captionServer(({ language }) =>
      aWatchAnswer({ language, version: 1, captions: [aCaption(1, { text: language })] }),
    );
    const { feed, socket } = panelOf(server);
    socket.read('es');
    socket.connect('token-1');
    await vi.waitFor(() => expect(textsOf(feed)).toEqual(['es']));
    socket.read('de');
    await vi.waitFor(() => expect(textsOf(feed)).toEqual(['de']));
    expect(server.tokens).toHaveLength(1);
  });

  it('treats an unknown refusal as one that a fresh session may resolve', async () => {
    const server = await captionServer(() => aWatchAnswer());
    server.refuse({ code: 'moon-phase', message: 'not today' });
    const { socket, options } = panelOf(server);
    socket.connect('token-1');
    await vi.waitFor(() => expect(options.onRefused).toHaveBeenCalledWith('token-invalid'));
  });

  it('falls back to the default language when the saved one is not served', async () => {
    const server = await captionServer(({ language }) =>
      language === 'xx' ? refusal('language-not-served') : aWatchAnswer({ language, version: 1 }),
    );
    const { feed, socket } = panelOf(server);
    socket.read('xx');
    socket.connect('token-1');
    await vi.waitFor(() => expect(feed.room?.language).toBe('es'));
  });

  it('keeps the language it reads when another one is refused', async () => {
    const server = await captionServer(({ language }) =>
      language === 'de'
        ? refusal('language-limit')
        : aWatchAnswer({ language, version: 1, captions: [aCaption(1)] }),
    );
    const { feed, socket } = panelOf(server);
    socket.read('es');
    socket.connect('token-1');
    await vi.waitFor(() => expect(feed.room?.language).toBe('es'));
    socket.read('de');
    await vi.waitFor(() => expect(feed.state.get().refusal?.code).toBe('language-limit'));
    expect(feed.state.get().requested).toBe('es');
    expect(textsOf(feed)).toEqual(['frase 1']);
  });

  it('waits as long as the server asks when it switches too often', async () => {
    let refused = false;
    const server = await captionServer(() => {
      if (refused) return aWatchAnswer({ version: 1 });
      refused = true;
      return { ok: false, error: { code: 'rate-limited', message: 'slow down', retryAfterMs: 20 } };
    });
    const { feed, socket } = panelOf(server);
    socket.read('es');
    socket.connect('token-1');
    await vi.waitFor(() => expect(feed.room?.version).toBe(1));
  });

  it('asks again when an answer is lost', async () => {
    let asked = 0;
    const server = await captionServer(() => {
      asked += 1;
      return asked === 1 ? undefined : aWatchAnswer({ version: 1 });
    });
    const { feed, socket } = panelOf(server, { answerLimitMs: 50 });
    socket.read('es');
    socket.connect('token-1');
    await vi.waitFor(() => expect(feed.room?.version).toBe(1));
  });

  it('sends `watch` when a room is silent for too long', async () => {
    const server = await captionServer(() => aWatchAnswer({ version: 1 }));
    const { feed, socket } = panelOf(server, { silenceLimitMs: 50 });
    socket.read('es');
    socket.connect('token-1');
    await vi.waitFor(() => expect(feed.room?.version).toBe(1));
    await vi.waitFor(() => expect(server.watches.length).toBeGreaterThan(2));
    expect(server.watches[1]).toEqual({ language: 'es', after: { epoch: 'e1', version: 1 } });
    expect(server.tokens).toHaveLength(1);
  });

  it('reconnects when a connection is half open', async () => {
    let asked = 0;
    const server = await captionServer(() => {
      asked += 1;
      return asked === 2 || asked === 3 ? undefined : aWatchAnswer({ version: 1 });
    });
    const { feed, socket } = panelOf(server, { silenceLimitMs: 50, answerLimitMs: 40 });
    socket.read('es');
    socket.connect('token-1');
    await vi.waitFor(() => expect(feed.room?.version).toBe(1));
    await vi.waitFor(() => expect(server.tokens).toEqual(['token-1', 'token-1']));
    await vi.waitFor(() => expect(server.watches.at(-1)?.after).toEqual({ epoch: 'e1', version: 1 }));
  });

  it('reconnects at once when its page becomes visible', async () => {
    let isBack: () => void = () => undefined;
    const back = new Promise<void>((resolve) => {
      isBack = resolve;
    });
    const server = await captionServer(({ after }) => {
      if (after !== undefined) isBack();
      return aWatchAnswer({ version: 1 });
    });
    const onDisconnected = vi.fn(() => socket.wake());
    const { feed, socket } = panelOf(server, { onDisconnected });
    socket.read('es');
    socket.connect('token-1');
    await vi.waitFor(() => expect(feed.room?.version).toBe(1));
    // With time standing still no attempt of the socket's own is ever due.
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    server.latest().conn.close();
    await back;
    expect(onDisconnected).toHaveBeenCalled();
  });

  it('loads what was said before', async () => {
    const server = await captionServer(
      () => aWatchAnswer({ version: 9, more: true, captions: [aCaption(50)] }),
      (request) => ({
        ok: true,
        language: 'es',
        captions: 'before' in request ? [aCaption(request.before - 1)] : [],
        more: false,
      }),
    );
    const { feed, socket } = panelOf(server);
    socket.read('es');
    socket.connect('token-1');
    await vi.waitFor(() => expect(feed.room?.version).toBe(9));
    await socket.load('older');
    expect(textsOf(feed)).toEqual(['frase 49', 'frase 50']);
    expect(feed.state.get().floor).toBeUndefined();
  });

  it('reports why it was refused', async () => {
    const server = await captionServer(() => aWatchAnswer());
    server.refuse({ code: 'token-expired', message: 'too old' });
    const { socket, options } = panelOf(server);
    socket.connect('token-1');
    await vi.waitFor(() => expect(options.onRefused).toHaveBeenCalledWith('token-expired'));
  });

  it('reports why the server ended it, and does not reconnect by itself', async () => {
    const server = await captionServer(() => aWatchAnswer());
    const { socket, options } = panelOf(server);
    socket.connect('token-1');
    await vi.waitFor(() => expect(options.onConnected).toHaveBeenCalled());
    server.latest().emit('ended', { code: 'server-draining', message: 'restarting' });
    server.latest().disconnect(true);
    await vi.waitFor(() => expect(options.onEnded).toHaveBeenCalledWith('server-draining'));
    await vi.waitFor(() => expect(options.onDisconnected).toHaveBeenCalledWith(true));
  });

  it('renews its token on the open connection, and reconnects where the server refuses', async () => {
    const server = await captionServer(() => aWatchAnswer({ version: 1 }));
    const { socket, options } = panelOf(server);
    socket.connect('token-1');
    await vi.waitFor(() => expect(options.onConnected).toHaveBeenCalledTimes(1));
    await socket.renew('token-2');
    expect(server.tokens).toEqual(['token-1']);
    await socket.renew('other-viewer');
    await vi.waitFor(() => expect(server.tokens).toEqual(['token-1', 'other-viewer']));
  });
});

type Watch = (request: WatchRequest) => WatchAnswer | RequestFailed | undefined;
type History = (request: HistoryRequest) => HistoryAnswer;

async function captionServer(
  watch: Watch,
  history: History = () => ({ ok: true, language: 'es', captions: [], more: false }),
) {
  const http = createServer();
  const io = new Server<PanelToServerEvents, ServerToPanelEvents>(http);
  const watches: WatchRequest[] = [];
  const tokens: unknown[] = [];
  const sockets: Socket<PanelToServerEvents, ServerToPanelEvents>[] = [];
  let refusal: { code: string; message: string } | undefined;
  io.use((socket, next) => {
    if (refusal !== undefined) return next(Object.assign(new Error(refusal.message), { data: refusal }));
    tokens.push(socket.handshake.auth.token);
    next();
  });
  io.on('connection', (socket) => {
    sockets.push(socket);
    socket.on('watch', (request, acknowledge) => {
      watches.push(request);
      const answer = watch(request);
      if (answer !== undefined) acknowledge(answer);
    });
    socket.on('history', (request, acknowledge) => acknowledge(history(request)));
    socket.on('renew', ({ token }, acknowledge) =>
      acknowledge(token === 'token-2' ? { ok: true, expiresAt: 1 } : refusalOf('not-allowed')),
    );
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => io.close());
  const address = http.address();
  return {
    url: `http://127.0.0.1:${portOf(address)}`,
    watches,
    tokens,
    refuse: (why: { code: string; message: string }) => {
      refusal = why;
    },
    latest: () => {
      const socket = sockets[sockets.length - 1];
      if (socket === undefined) throw new Error('no panel has connected');
      return socket;
    },
  };
}

function panelOf(server: { readonly url: string }, change: Partial<CaptionSocketOptions> = {}) {
  const feed = new CaptionFeed();
  const options = {
    feed,
    fallbackLanguages: ['es'],
    url: server.url,
    onConnected: vi.fn(),
    onDisconnected: vi.fn(),
    onRefused: vi.fn(),
    onEnded: vi.fn(),
    ...change,
  };
  const socket = new CaptionSocket(options);
  onTestFinished(() => socket.close());
  return { feed, socket, options };
}

function textsOf(feed: CaptionFeed): string[] {
  return feed.state.get().lines.map((line) => (line.kind === 'caption' ? line.text : line.kind));
}

function refusal(code: 'language-not-served' | 'language-limit'): RequestFailed {
  return refusalOf(code);
}

function refusalOf(code: RequestFailed['error']['code']): RequestFailed {
  return { ok: false, error: { code, message: code } };
}

function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === 'string') throw new Error('not listening on a port');
  return address.port;
}
