/** Bounds of one open connection: what it may send, and what may wait for it. */
import type { PanelSocket } from '../panel-io.ts';

export type PanelConnection = PanelSocket['conn'];

/** A panel's batches of a minute; what comes later is asked for again after reconnecting. */
const MAX_WAITING_PACKETS = 512;
/** The longest history answer is about 100 kB. */
const MAX_WAITING_CHARACTERS = 1_048_576;
/** A panel sends a few packets a minute: requests, and answers to pings. */
const PACKETS_PER_SECOND = 20;
const PACKET_BURST = 200;
/** Connecting takes one. */
const MAX_PENDING_PACKETS = 10;

/**
 * Closes a connection whose other end does not read, or sends more than a panel would. A panel resumes after it by
 * itself, without a hole.
 * @param isPending whether it still has to show a token
 * @returns closes the connection at once, without waiting for its other end
 */
export function guardConnection(connection: PanelConnection, isPending: () => boolean): () => void {
  const cut = (): void => {
    const { transport } = connection;
    connection.close(true);
    terminate(transport);
  };
  let waitingPackets = 0;
  let waitingCharacters = 0;
  let received = 0;
  let tokens = PACKET_BURST;
  let at = performance.now();

  connection.on('packetCreate', ({ data, options }: CreatedPacket) => {
    if (options !== undefined) joinFrame(options);
    // Later, because the packet is being written now. A single packet, however long, is no sign of a slow reader.
    if (waitingPackets >= MAX_WAITING_PACKETS || waitingCharacters > MAX_WAITING_CHARACTERS)
      setImmediate(cut);
    waitingPackets += 1;
    waitingCharacters += typeof data === 'string' ? data.length : 0;
  });
  connection.on('flush', () => {
    waitingPackets = 0;
    waitingCharacters = 0;
  });
  connection.on('packet', () => {
    received += 1;
    const now = performance.now();
    tokens = Math.min(PACKET_BURST, tokens + ((now - at) / 1_000) * PACKETS_PER_SECOND) - 1;
    at = now;
    if (tokens < 0 || (isPending() && received > MAX_PENDING_PACKETS)) setImmediate(cut);
  });
  return cut;
}

/** A packet of Engine.IO. The options of a broadcast are one object for all its sockets. */
interface CreatedPacket {
  readonly data?: unknown;
  readonly options?: { wsPreEncodedFrame?: unknown };
}

/**
 * Makes one buffer of a broadcast's frame, which Socket.IO encodes once as a header and a payload: each socket then takes
 * one write instead of a gathering of two.
 */
function joinFrame(options: NonNullable<CreatedPacket['options']>): void {
  const frame = options.wsPreEncodedFrame;
  if (!Array.isArray(frame) || frame.length < 2 || !frame.every(Buffer.isBuffer)) return;
  options.wsPreEncodedFrame = [Buffer.concat(frame)];
}

/** A WebSocket would wait 30 s for the closing frame of its other end. */
function terminate(transport: object): void {
  if (!('socket' in transport)) return;
  const { socket } = transport;
  if (typeof socket !== 'object' || socket === null || !('terminate' in socket)) return;
  if (typeof socket.terminate === 'function') socket.terminate();
}
