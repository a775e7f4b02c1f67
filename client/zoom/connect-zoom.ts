import zoomSdk from '@zoom/appssdk';
import { capabilities } from './capabilities.ts';
import { configure, SdkZoomClient } from './sdk-zoom-client.ts';
import type { ZoomConnection } from './zoom-client.ts';
import { isTimeout, zoomCode } from './zoom-errors.ts';

/**
 * Introduces the panel to the Zoom client around it. Never rejects. In a top-level tab the answer takes milliseconds;
 * a frame whose parent is silent takes the SDK's ten seconds, so callers show words while they wait.
 */
export async function connectZoom(): Promise<ZoomConnection> {
  // The SDK's object invents a method for every property, `then` included: awaiting or returning it bare would hang.
  const held = { sdk: zoomSdk };
  try {
    const granted = await configure(held, capabilities);
    return { kind: 'connected', zoom: SdkZoomClient.create(held, granted) };
  } catch (error) {
    if (zoomCode(error) !== '') return { kind: 'refused', code: zoomCode(error) };
    return { kind: isTimeout(error) && !isFramed() ? 'silent' : 'outside' };
  }
}

/** A parent frame that is not Zoom never answers, and nothing else tells it apart. */
export function isFramed(): boolean {
  try {
    return window.self !== window.top;
  } catch {
    return true;
  }
}
