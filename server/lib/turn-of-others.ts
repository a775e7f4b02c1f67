/** Settles after a turn of the event loop: sockets, engines and other meetings are served in between. */
export function turnOfOthers(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
