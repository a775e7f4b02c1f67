// @vitest-environment happy-dom
/** Covers client/app/views/room/moving-pointer.ts. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { followPointer, STILL_AFTER_MS } from '../../../../../client/app/views/room/moving-pointer.ts';
import { followProjectorKeys } from '../../../../../client/app/views/room/projector-keys.ts';
import { createStore } from '../../../../../client/lib/store.ts';

afterEach(() => {
  vi.useRealTimers();
  Reflect.deleteProperty(document, 'fullscreenElement');
});

function press(key: string, change: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, cancelable: true, ...change });
  window.dispatchEvent(event);
  return event;
}

describe('at a projector', () => {
  it('F and a double click fill the screen, and leave it again', () => {
    const requestFullscreen = vi.fn(async () => undefined);
    const exitFullscreen = vi.fn(async () => undefined);
    Object.assign(document.documentElement, { requestFullscreen });
    Object.assign(document, { exitFullscreen });
    let full: Element | null = null;
    Object.defineProperty(document, 'fullscreenElement', { configurable: true, get: () => full });
    const end = followProjectorKeys({ onResize: () => undefined });
    press('f');
    expect(requestFullscreen).toHaveBeenCalledTimes(1);
    full = document.documentElement;
    window.dispatchEvent(new MouseEvent('dblclick'));
    expect(exitFullscreen).toHaveBeenCalledTimes(1);
    end();
    press('f');
    expect(exitFullscreen).toHaveBeenCalledTimes(1);
  });

  it('plus and minus change the size of the text, and leave the browser its own zoom', () => {
    const onResize = vi.fn();
    const end = followProjectorKeys({ onResize });
    expect(press('+').defaultPrevented).toBe(true);
    press('-');
    expect(press('+', { ctrlKey: true }).defaultPrevented).toBe(false);
    expect(press('x').defaultPrevented).toBe(false);
    expect(onResize.mock.calls).toEqual([[1], [-1]]);
    end();
  });

  it('a pointer is seen only while it moves', () => {
    vi.useFakeTimers();
    const moves = createStore(false);
    const end = followPointer(moves);
    window.dispatchEvent(new PointerEvent('pointermove', { movementX: 0, movementY: 0 }));
    expect(moves.get()).toBe(false);
    window.dispatchEvent(new PointerEvent('pointermove', { movementX: 3, movementY: 0 }));
    expect(moves.get()).toBe(true);
    expect(document.documentElement.dataset.pointer).toBe('moving');
    vi.advanceTimersByTime(STILL_AFTER_MS);
    expect(moves.get()).toBe(false);
    expect(document.documentElement.dataset.pointer).toBeUndefined();
    end();
  });
});
