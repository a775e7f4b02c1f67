// @vitest-environment happy-dom
/**
 * Covers client/zoom/capabilities.ts, client/zoom/sdk-zoom-client.ts, client/zoom/zoom-client.ts,
 * client/zoom/zoom-errors.ts.
 */
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { capabilities, coreCapabilities } from '../../../client/zoom/capabilities.ts';
import { connectZoom } from '../../../client/zoom/connect-zoom.ts';
import type { ZoomClient, ZoomHint } from '../../../client/zoom/zoom-client.ts';
import { InPageZoom } from '../../support/in-page-zoom.ts';

// One Zoom for the file: the real SDK attaches itself to the page once.
const zoomClient = new InPageZoom();

beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});

describe('outside Zoom', () => {
  it('is detected at once in an ordinary browser tab', async () => {
    expect(await connectZoom()).toEqual({ kind: 'outside' });
  });
});

describe('inside Zoom', () => {
  beforeEach(() => {
    zoomClient.calls.length = 0;
    zoomClient.install();
  });

  it('configures first, with exactly the capabilities it uses', async () => {
    const asked: unknown[] = [];
    const config = zoomClient.replies.config;
    zoomClient.override('config', (request) => {
      asked.push(request.data);
      return config?.(request);
    });
    await connected();
    expect(zoomClient.calls[0]).toBe('config');
    expect(asked[0]).toMatchObject({ js_api_lists: [...capabilities], version: '0.16' });
  });

  it('never calls `then` on the client', async () => {
    await connected();
    expect(zoomClient.calls).not.toContain('then');
  });

  it('falls back to the core list where the app page does not grant the rest', async () => {
    const config = zoomClient.replies.config;
    zoomClient.override('config', (request) =>
      request.data?.js_api_lists?.length === coreCapabilities.length
        ? config?.(request)
        : { errorCode: '80004', errorMessage: 'reason:app_not_support' },
    );
    const zoom = await connected();
    expect(await zoom.appContext()).toBe('sealed');
    expect(await zoom.control('start')).toEqual({ kind: 'unsupported' });
    expect(zoomClient.calls).not.toContain('startRTMS');
  });

  it('does not wait for a client that never says what it supports', async () => {
    zoomClient.override('getSupportedJsApis', () => undefined);
    const zoom = await connected();
    expect(await zoom.appContext()).toBe('sealed');
  });

  it('reports Zoom’s code of a refusal', async () => {
    zoomClient.override('config', () => ({ errorCode: '80004', errorMessage: 'reason:app_not_support' }));
    expect(await connectZoom()).toEqual({ kind: 'refused', code: '80004' });
  });

  it('accepts a client version that the SDK cannot parse', async () => {
    zoomClient.override('config', () => ({ result: { clientVersion: '6.6.5 (beta)' } }));
    const zoom = await connected();
    zoom.close();
    expect(zoomClient.calls[0]).toBe('config');
  });

  it('hands out a fresh sealed context every time', async () => {
    const zoom = await connected();
    let calls = 0;
    zoomClient.override('getAppContext', () => {
      calls += 1;
      return { result: { context: `sealed ${calls}` } };
    });
    expect([await zoom.appContext(), await zoom.appContext()]).toEqual(['sealed 1', 'sealed 2']);
  });

  it('names the call that Zoom refused', async () => {
    const zoom = await connected();
    zoomClient.override('getAppContext', () => ({ errorCode: '10118', errorMessage: 'no context' }));
    await expect(zoom.appContext()).rejects.toMatchObject({
      code: '10118',
      message: 'Zoom refused getAppContext (10118)',
    });
  });

  it.each([
    ['10308', { kind: 'done' }],
    ['80004', { kind: 'unsupported' }],
    ['40316', { kind: 'refused', code: '40316', sentence: 'controlNotEntitled' }],
    ['403', { kind: 'refused', code: '403', sentence: 'controlNotPermitted' }],
    ['10150', { kind: 'refused', code: '10150', sentence: 'controlNotReady' }],
    ['10151', { kind: 'refused', code: '10151', sentence: 'controlAppDisabled' }],
    ['99999', { kind: 'refused', code: '99999', sentence: 'controlFailed' }],
  ])('makes sense of the code %s when captions are started', async (errorCode, outcome) => {
    const zoom = await connected();
    zoomClient.override('startRTMS', () => ({ errorCode, errorMessage: 'no' }));
    expect(await zoom.control('start')).toEqual(outcome);
  });

  it('treats an unanswered start as pending: a host may be deciding', async () => {
    const zoom = await connected();
    zoomClient.override('startRTMS', () => undefined);
    vi.useFakeTimers();
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const outcome = zoom.control('start');
    await vi.advanceTimersByTimeAsync(10_001);
    expect(await outcome).toEqual({ kind: 'pending' });
  });

  it('configures again when role or context change, and only then says so', async () => {
    const zoom = await connected();
    const hints = hintsOf(zoom);
    zoomClient.calls.length = 0;
    zoomClient.emit('onMyUserContextChange', { role: 'host' });
    await vi.waitFor(() => expect(hints).toEqual([{ kind: 'context-changed' }]));
    expect(zoomClient.calls[0]).toBe('config');
    zoomClient.emit('onRunningContextChange', { runningContext: 'inMeeting' });
    await vi.waitFor(() => expect(hints).toHaveLength(2));
  });

  it('configures again every two hours', async () => {
    vi.useFakeTimers();
    onTestFinished(() => {
      vi.useRealTimers();
    });
    await connected();
    zoomClient.calls.length = 0;
    await vi.advanceTimersByTimeAsync(120 * 60_000);
    expect(zoomClient.calls).toContain('config');
  });

  it('passes on hints about streams and visibility', async () => {
    const hints = hintsOf(await connected());
    zoomClient.emit('onRTMSStatusChange', { status: 'started' });
    zoomClient.emit('onAppVisibilityChange', { visible: false });
    expect(hints).toEqual([{ kind: 'rtms-changed' }, { kind: 'visibility-changed', visible: false }]);
  });

  it('passes on no hints after it is closed', async () => {
    const zoom = await connected();
    const hints = hintsOf(zoom);
    zoom.close();
    zoomClient.emit('onRTMSStatusChange', { status: 'started' });
    expect(hints).toEqual([]);
  });
});

async function connected(): Promise<ZoomClient> {
  const connection = await connectZoom();
  if (connection.kind !== 'connected') throw new Error(`not connected: ${connection.kind}`);
  onTestFinished(() => connection.zoom.close());
  return connection.zoom;
}

function hintsOf(zoom: ZoomClient): ZoomHint[] {
  const hints: ZoomHint[] = [];
  zoom.onHint((hint) => hints.push(hint));
  return hints;
}
