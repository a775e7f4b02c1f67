import zoomSdk from '@zoom/appssdk';
import { capabilities } from './capabilities.ts';
import { configure, SdkZoomClient } from './sdk-zoom-client.ts';
import type { ZoomConnection } from './zoom-client.ts';
import { isTimeout, zoomCode } from './zoom-errors.ts';

/**
 * Connects to the Zoom client around the panel. Never rejects. A top-level tab is answered in milliseconds; a frame
 * with a silent parent takes the SDK's ten seconds.
 */
export async function connectZoom(): Promise<ZoomConnection> {
  // The SDK's object answers every property, `then` included: an `await` of it would never end.
  const held = { sdk: zoomSdk };
  try {
    const granted = await configure(held, capabilities);
    return { kind: 'connected', zoom: SdkZoomClient.create(held, granted) };
  } catch (error) {
    if (zoomCode(error) !== '') return { kind: 'refused', code: zoomCode(error) };
    return { kind: isTimeout(error) && !isFramed() ? 'silent' : 'outside' };
  }
}

/** A parent frame that is not Zoom never answers; no other sign distinguishes it. */
export function isFramed(): boolean {
  try {
    return window.self !== window.top;
  } catch {
    return true;
  }
}
