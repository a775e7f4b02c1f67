/** Socket.IO's types, with what a panel and we say to each other. */
import { type Namespace, Server, type ServerOptions, type Socket } from 'socket.io';
import type { CaptionBatch, PanelToServerEvents, ServerToPanelEvents } from '../../shared/panel-protocol.ts';
import { routes } from '../../shared/routes.ts';
import type { Admission } from '../access/access-table.ts';
import type { ViewerSession } from '../access/viewer-session.ts';
import { sendWholeFrames } from './wire/whole-frames.ts';

/** Where a socket stands: outside every meeting, in one before its first `watch`, or reading a language of it. */
type Reading =
  | { readonly state: 'outside' }
  | { readonly state: 'admitted'; readonly meetingId: string }
  | { readonly state: 'reading'; readonly meetingId: string; readonly language: string };

interface PanelData {
  viewer: ViewerSession;
  admission: Admission;
  reading: Reading;
}

/** What nodes say to each other through Socket.IO: lines for readers whose lines have a bound, counts of readers, news for hosts. */
interface BetweenServers {
  bounded: (meetingId: string, batch: CaptionBatch) => void;
  /** How many sockets read by each of these share links? Who has any answers with the name of the question. */
  readersWanted: (question: string, shareIds: string[]) => void;
  readers: (question: string, counts: number[]) => void;
  marks: (meetingId: string, lines: number) => void;
}

export type PanelIo = Server<PanelToServerEvents, ServerToPanelEvents, BetweenServers, PanelData>;
export type PanelNamespace = Namespace<PanelToServerEvents, ServerToPanelEvents, BetweenServers, PanelData>;
export type PanelSocket = Socket<PanelToServerEvents, ServerToPanelEvents, BetweenServers, PanelData>;

/** Frames from panels are small: a watch, a history, a token. */
const MAX_FRAME_BYTES = 16_384;

/** Socket.IO, attached to no server yet. @param adapter with several nodes: what is emitted reaches the sockets of all. */
export function createPanelIo(
  transports: readonly ('websocket' | 'polling')[],
  adapter?: ServerOptions['adapter'],
): PanelIo {
  const io: PanelIo = new Server({
    path: routes.socket,
    transports: [...transports],
    serveClient: false,
    maxHttpBufferSize: MAX_FRAME_BYTES,
    ...(adapter === undefined ? {} : { adapter }),
  });
  sendWholeFrames(io.of('/').adapter);
  return io;
}

/** The language a socket reads; absent before its first `watch`. */
export function languageOf(socket: PanelSocket | undefined): string | undefined {
  // Empty before its admission.
  const reading: Reading | undefined = socket?.data.reading;
  return reading?.state === 'reading' ? reading.language : undefined;
}
