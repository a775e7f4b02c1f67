/** Whether the pointer moves: a still one is not drawn over captions. */
import type { Store } from '../../../lib/store.ts';

/** Long enough to read the hint that comes with it. */
export const STILL_AFTER_MS = 2_500;

/**
 * Writes to the store and to the root element (`data-pointer`), where the style sheet of views reads it.
 * @returns the function that ends it
 */
export function followPointer(isMoving: Store<boolean>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const set = (moves: boolean) => {
    isMoving.set(moves);
    if (moves) document.documentElement.dataset.pointer = 'moving';
    else delete document.documentElement.dataset.pointer;
  };
  const moved = ({ movementX, movementY }: PointerEvent) => {
    // What moves under a pointer that lies still makes events, too.
    if (movementX === 0 && movementY === 0) return;
    clearTimeout(timer);
    set(true);
    timer = setTimeout(() => set(false), STILL_AFTER_MS);
  };
  window.addEventListener('pointermove', moved, { passive: true });
  return () => {
    clearTimeout(timer);
    set(false);
    window.removeEventListener('pointermove', moved);
  };
}
