import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Admission } from '../../../server/access/access-table.ts';
import { LINGER_MS } from '../../../server/captions/caption-limits.ts';
import type { PanelSocket } from '../../../server/relay/panel-io.ts';
import { ReadingBound } from '../../../server/relay/reading-bound.ts';
import { boundedRoom, languageRoom } from '../../../server/relay/rooms.ts';

const NOW = Date.UTC(2026, 10, 29);
const MINUTE = 60_000;
const SPANISH = languageRoom('m', 'es');

beforeEach(() => void vi.useFakeTimers({ now: NOW }));
afterEach(() => void vi.useRealTimers());

const reader = (readableUntil: number): Admission => ({ kind: 'reader', start: 'no', readableUntil });

/** A socket that reads Spanish, and what it may read from now on. */
function stage(readableUntil: number) {
  const rooms = new Set<string>();
  const close = vi.fn();
  const socket = {
    rooms,
    join: async (room: string) => void rooms.add(room),
    leave: async (room: string) => void rooms.delete(room),
    conn: { close },
    data: {
      viewer: { meetingId: 'm' },
      admission: reader(readableUntil),
      reading: { state: 'reading', meetingId: 'm', language: 'es' },
    },
  };
  const next = { admission: reader(readableUntil) };
  // Only what the bound uses of a socket.
  const bound = new ReadingBound(socket as unknown as PanelSocket, async () => next.admission);
  return { bound, rooms, close, socket, next };
}

describe('a reader whose lines have a bound', () => {
  it('leaves the language once nothing more of theirs can come', async () => {
    const { bound, rooms, close } = stage(NOW - 1);
    await bound.join('es');
    await vi.advanceTimersByTimeAsync(LINGER_MS - 1);
    expect([...rooms]).toEqual([SPANISH]);
    await vi.advanceTimersByTimeAsync(1);
    expect([...rooms]).toEqual([]);
    expect(close).not.toHaveBeenCalled();
  });

  it('reconnects once the bound has passed, to be told so', async () => {
    const { bound, close } = stage(NOW + 5 * MINUTE);
    await bound.join('es');
    await vi.advanceTimersByTimeAsync(5 * MINUTE + LINGER_MS - 1);
    expect(close).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(close).toHaveBeenCalledOnce();
  });

  it('stays, and gets every line, when a newer context has moved the bound meanwhile', async () => {
    const { bound, rooms, close, next } = stage(NOW + 5 * MINUTE);
    await bound.join('es');
    next.admission = reader(NOW + 15 * MINUTE);
    await vi.advanceTimersByTimeAsync(4 * MINUTE);
    await bound.updateOrReconnect(next.admission);
    await vi.advanceTimersByTimeAsync(2 * MINUTE);
    expect(rooms.has(SPANISH)).toBe(true);
    expect(close).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    expect(close).toHaveBeenCalledOnce();
  });

  it('reconnects when a bound that has passed is moved, because lines were left out', async () => {
    const { bound, close } = stage(NOW - 1);
    await bound.updateOrReconnect(reader(NOW + 15 * MINUTE));
    await vi.runOnlyPendingTimersAsync();
    expect(close).toHaveBeenCalledOnce();
  });

  it.each([
    ['lifted', NOW + MINUTE, Infinity, []],
    ['set', Infinity, NOW + MINUTE, [boundedRoom('m')]],
  ])(
    'reconnects when the bound is %s, because the run of versions is another',
    async (_, from, to, rooms) => {
      const it = stage(from);
      await it.bound.updateOrReconnect(reader(to));
      await vi.runOnlyPendingTimersAsync();
      expect(it.close).toHaveBeenCalledOnce();
      expect([...it.rooms]).toEqual(rooms);
    },
  );

  it('that does not change goes on as it is', async () => {
    const { bound, close } = stage(NOW - 1);
    await bound.updateOrReconnect(reader(NOW - 1));
    await vi.runOnlyPendingTimersAsync();
    expect(close).not.toHaveBeenCalled();
  });

  it('is asked for no more after the socket has closed', async () => {
    const { bound, rooms } = stage(NOW + MINUTE);
    await bound.join('es');
    bound.stop();
    expect(vi.getTimerCount()).toBe(0);
    expect(rooms.has(SPANISH)).toBe(true);
  });
});
