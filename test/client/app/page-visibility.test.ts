// @vitest-environment happy-dom
import { expect, it, onTestFinished } from 'vitest';
import { PageVisibility } from '../../../client/app/page-visibility.ts';

it('is hidden while either says so: what the one says does not speak for the other', () => {
  const { visibility, told } = scene();
  visibility.zoomSays(false);
  documentBecomes('hidden');
  documentBecomes('visible');
  expect(told).toEqual([false, false, false]);
  visibility.zoomSays(true);
  expect(told.at(-1)).toBe(true);
});

it.each(['pointermove', 'keydown', 'focusin'])(
  'is seen by whoever uses it, though nobody said so (%s)',
  (sign) => {
    const { visibility, told } = scene();
    visibility.zoomSays(false);
    document.body.dispatchEvent(new Event(sign, { bubbles: true }));
    document.body.dispatchEvent(new Event(sign, { bubbles: true }));
    expect(told).toEqual([false, true]);
  },
);

function scene() {
  const told: boolean[] = [];
  const visibility = new PageVisibility((isSeen) => told.push(isSeen));
  onTestFinished(() => {
    visibility.close();
    Reflect.deleteProperty(document, 'visibilityState');
  });
  return { visibility, told };
}

function documentBecomes(visibilityState: 'hidden' | 'visible'): void {
  Object.defineProperty(document, 'visibilityState', { value: visibilityState, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}
