/** Covers client/controls/server-permission.ts. */
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { ApiError } from '../../../client/api/api-client.ts';
import type { PermissionOutcome } from '../../../client/controls/server-permission.ts';
import { StreamControl } from '../../../client/controls/stream-control.ts';
import type { RtmsStatus } from '../../../client/zoom/rtms-status.ts';
import type { StreamOutcome } from '../../../client/zoom/zoom-client.ts';

describe('starting captions', () => {
  it('goes through Zoom, and not through our server when that works', async () => {
    const { control, viaServer } = controlOf({ kind: 'done' });
    await control.request('start');
    expect(control.state.get()).toEqual({ kind: 'asked' });
    expect(viaServer).not.toHaveBeenCalled();
  });

  it('stays `asked` until the status changes, and is requested once meanwhile', async () => {
    const { control, asked } = controlOf({ kind: 'done' });
    await control.request('start');
    await control.request('start');
    expect(asked).toEqual(['start']);
    control.settle();
    expect(control.state.get()).toEqual({ kind: 'idle' });
  });

  it('is settled when the status changes before Zoom answers', async () => {
    const { control, answer } = silentZoom();
    const asking = control.request('start');
    control.settle();
    answer({ kind: 'done' });
    await asking;
    expect(control.state.get()).toEqual({ kind: 'idle' });
  });

  it('fails with advice when nothing has started after twenty seconds', async () => {
    vi.useFakeTimers();
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const { control } = controlOf({ kind: 'done' });
    await control.request('start');
    vi.advanceTimersByTime(19_000);
    expect(control.state.get()).toEqual({ kind: 'asked' });
    vi.advanceTimersByTime(1_000);
    expect(control.state.get()).toEqual({ kind: 'failed', sentence: 'controlNotStarted' });
  });

  it.each([{ kind: 'unsupported' }, { kind: 'refused', code: '10001', sentence: 'controlFailed' }] as const)(
    'goes through our server when the client cannot ($kind)',
    async (outcome) => {
      const { control, viaServer } = controlOf(outcome);
      await control.request('pause');
      expect(viaServer).toHaveBeenCalledWith('pause');
      expect(control.state.get()).toEqual({ kind: 'idle' });
    },
  );

  it('fails with a sentence for refusals that our server would get too', async () => {
    const { control, viaServer } = controlOf({
      kind: 'refused',
      code: '40316',
      sentence: 'controlNotEntitled',
    });
    await control.request('start');
    expect(control.state.get()).toEqual({ kind: 'failed', sentence: 'controlNotEntitled' });
    expect(viaServer).not.toHaveBeenCalled();
  });

  it('shows the detail of our server’s refusal', async () => {
    const { control, viaServer } = controlOf({ kind: 'unsupported' });
    viaServer.mockRejectedValue(new ApiError(409, 'no-stream', 'The meeting has no stream.'));
    await control.request('stop');
    expect(control.state.get()).toMatchObject({ kind: 'failed', detail: 'The meeting has no stream.' });
  });

  it('waits for the host until the status changes', async () => {
    const { control } = controlOf({ kind: 'pending' });
    await control.request('start');
    expect(control.state.get()).toEqual({ kind: 'pending' });
    control.settle();
    expect(control.state.get()).toEqual({ kind: 'idle' });
  });

  it('reads Zoom’s status after a hint of a change', async () => {
    const { control, zoom } = controlOf({ kind: 'pending' });
    await control.request('start');
    await control.check();
    expect(control.state.get()).toEqual({ kind: 'pending' });
    zoom.status = 'started';
    await control.check();
    expect(control.state.get()).toEqual({ kind: 'asked' });
  });

  it('is pending approval while Zoom does not answer a start', async () => {
    vi.useFakeTimers();
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const { control, answer } = silentZoom();
    const asking = control.request('start');
    expect(control.state.get()).toEqual({ kind: 'asking', action: 'start' });
    vi.advanceTimersByTime(1_500);
    expect(control.state.get()).toEqual({ kind: 'pending' });
    answer({ kind: 'done' });
    await asking;
    expect(control.state.get()).toEqual({ kind: 'asked' });
  });

  it('ignores a late answer after the meeting has started otherwise', async () => {
    const { control, answer } = silentZoom();
    vi.useFakeTimers();
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const asking = control.request('start');
    vi.advanceTimersByTime(1_500);
    control.settle();
    answer({ kind: 'pending' });
    await asking;
    expect(control.state.get()).toEqual({ kind: 'idle' });
  });

  it('goes to our server where Zoom never answers a pause, which needs no approval', async () => {
    const { control, viaServer } = controlOf({ kind: 'pending' });
    await control.request('pause');
    expect(viaServer).toHaveBeenCalledWith('pause');
    expect(control.state.get()).toEqual({ kind: 'idle' });
  });

  it('offers to ask again after two minutes without an answer', async () => {
    vi.useFakeTimers();
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const { control } = controlOf({ kind: 'pending' });
    await control.request('start');
    vi.advanceTimersByTime(120_000);
    expect(control.state.get()).toEqual({ kind: 'failed', sentence: 'controlNoAnswer' });
  });
});

describe('a person whose permission our server does not have', () => {
  const needed = new ApiError(409, 'zoom-sign-in-needed', 'This server has no permission of yours at Zoom.');

  function scene(...answers: PermissionOutcome[]) {
    const viaServer = vi.fn(async (): Promise<unknown> => undefined);
    viaServer.mockRejectedValueOnce(needed);
    const request = vi.fn(async () => answers.shift() ?? { kind: 'given' as const });
    const control = new StreamControl({ viaServer, permission: { isSupported: () => true, request } });
    onTestFinished(() => control.close());
    return { control, viaServer, request };
  }

  it('can give it in Zoom, and the action is repeated', async () => {
    const { control, viaServer } = scene();
    await control.request('start');
    expect(control.state.get()).toEqual({ kind: 'permission-needed', action: 'start' });
    await control.allow();
    expect(viaServer.mock.calls).toEqual([['start'], ['start']]);
    expect(control.state.get()).toEqual({ kind: 'asked' });
  });

  it('gets the reason of a failure, and can try again', async () => {
    const { control, viaServer, request } = scene({ kind: 'failed', sentence: 'permissionDeclined' });
    await control.request('stop');
    await control.allow();
    expect(control.state.get()).toEqual({
      kind: 'permission-needed',
      action: 'stop',
      refusal: { sentence: 'permissionDeclined' },
    });
    await control.allow();
    expect(request).toHaveBeenCalledTimes(2);
    expect(viaServer).toHaveBeenLastCalledWith('stop');
    expect(control.state.get()).toEqual({ kind: 'idle' });
  });

  it('is asked once when the permission does not help', async () => {
    const { control, viaServer } = scene();
    viaServer.mockRejectedValueOnce(needed);
    await control.request('start');
    await control.allow();
    expect(control.state.get()).toEqual({ kind: 'failed', sentence: 'zoomSignInNeeded' });
  });

  it('gets the sentence alone where the client cannot request', async () => {
    const control = new StreamControl({
      viaServer: () => Promise.reject(needed),
      permission: { isSupported: () => false, request: () => Promise.reject(new Error('not to be asked')) },
    });
    await control.request('start');
    expect(control.state.get()).toEqual({ kind: 'failed', sentence: 'zoomSignInNeeded' });
    await control.allow();
    expect(control.state.get()).toMatchObject({ kind: 'failed' });
  });
});

function controlOf(outcome: StreamOutcome) {
  const zoom: { status: RtmsStatus } = { status: 'none' };
  const asked: string[] = [];
  const viaServer = vi.fn(async (): Promise<unknown> => undefined);
  const ask = async (action: string) => {
    asked.push(action);
    return outcome;
  };
  const control = new StreamControl({
    viaZoom: { control: ask, rtmsStatus: async () => zoom.status },
    viaServer,
  });
  onTestFinished(() => control.close());
  return { control, viaServer, zoom, asked };
}

/** A client that answers when told to. */
function silentZoom() {
  let answer: (outcome: StreamOutcome) => void = () => undefined;
  const outcome = new Promise<StreamOutcome>((resolve) => {
    answer = resolve;
  });
  const control = new StreamControl({
    viaZoom: { control: () => outcome, rtmsStatus: async () => 'unknown' },
    viaServer: async () => undefined,
  });
  onTestFinished(() => control.close());
  return { control, answer };
}
