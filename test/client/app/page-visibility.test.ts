// @vitest-environment happy-dom
import { expect, it, onTestFinished } from 'vitest';
import { PageVisibility } from '../../../client/app/page-visibility.ts';

it('is hidden while the document or Zoom reports so, independently of each other', () => {
  const { visibility, told } = scene();
  visibility.setZoomVisible(false);
  documentBecomes('hidden');
  documentBecomes('visible');
  expect(told).toEqual([false, false, false]);
  visibility.setZoomVisible(true);
  expect(told.at(-1)).toBe(true);
});

it.each(['pointermove', 'keydown', 'focusin'])(
  'is seen by whoever uses it, though nobody said so (%s)',
  (sign) => {
    const { visibility, told } = scene();
    visibility.setZoomVisible(false);
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
