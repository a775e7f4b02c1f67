/** Settles after a turn of the event loop, in which sockets, engines and other meetings are served. */
export function turnOfOthers(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
