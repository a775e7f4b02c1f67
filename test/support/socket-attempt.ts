import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';

/** Connects, closes the socket again, and resolves to its outcome. */
export function attempt(url: string, options: Partial<ManagerOptions & SocketOptions>): Promise<string> {
  const socket = io(url, { transports: ['websocket'], forceNew: true, reconnection: false, ...options });
  return outcomeOf(socket).finally(() => socket.close());
}

/** `connected`, or the code of `connect_error`. */
export function outcomeOf(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    socket.on('connect', () => resolve('connected'));
    socket.on('connect_error', (error) => resolve('data' in error ? codeOf(error.data) : 'refused'));
  });
}

function codeOf(data: unknown): string {
  return typeof data === 'object' && data !== null && 'code' in data ? String(data.code) : 'none';
}
