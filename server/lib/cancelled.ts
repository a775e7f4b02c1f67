/**
 * The reason of signals that end work nobody waits for. One object for all: `abort()` without a reason makes a
 * `DOMException` with a stack for each call.
 */
export const CANCELLED: Error = Object.freeze(new Error('The work was cancelled.'));
