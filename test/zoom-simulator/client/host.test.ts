import { describe, expect, it, vi } from 'vitest';
import type { ZoomClientOptions } from './client-state.ts';
import { ZoomClient } from './host.ts';
import type { NativeEvent } from './native-messages.ts';

const everything = [
  'getSupportedJsApis',
  'getRunningContext',
  'getMeetingUUID',
  'getMeetingContext',
  'getUserContext',
  'getAppContext',
  'startRTMS',
  'stopRTMS',
  'pauseRTMS',
  'resumeRTMS',
  'getRTMSStatus',
  'openUrl',
];

function newClient(options: Partial<ZoomClientOptions> = {}) {
  const client = new ZoomClient({ context: () => 'sealed', meetingUUID: 'u7+/ZZk==', ...options });
  const events: NativeEvent[] = [];
  client.onEvent((event) => events.push(event));
  const call = async (apiName: string, data?: unknown) => {
    const message = await client.receive(JSON.stringify({ jsCallId: 'id1', apiName, data }));
    return message?.type === 'apiResponse' ? message.data : message;
  };
  const statuses = () =>
    events.filter((event) => event.name === 'onRTMSStatusChange').map((event) => event.data);
  return { client, events, call, statuses, configure: () => call('config', { js_api_lists: everything }) };
}

describe('the pretend Zoom client', () => {
  it('answers in the native form the SDK reshapes', async () => {
    const { call, configure } = newClient();
    expect(await configure()).toMatchObject({
      jsCallId: 'id1',
      result: {
        runningContext: 'inMeeting',
        clientVersion: expect.stringMatching(/^[\d.]+$/),
        unsupportedApis: [],
      },
    });
    expect(await call('getRunningContext')).toMatchObject({ result: 'inMeeting' });
    expect(await call('getMeetingUUID')).toMatchObject({ result: { meetingUUID: 'u7+/ZZk==' } });
    expect(await call('getAppContext')).toMatchObject({ result: { context: 'sealed' } });
    expect(await call('getSupportedJsApis')).toMatchObject({ result: { supportedApis: everything } });
    expect(await call('startRTMS')).toMatchObject({ result: 'Success' });
  });

  it('refuses what was not asked for in config, and config as a whole beyond the Marketplace list', async () => {
    const { call } = newClient({ enabledApis: ['getAppContext'] });
    expect(await call('getAppContext')).toMatchObject({ errorCode: '80004' });
    expect(await call('config', { js_api_lists: ['getAppContext', 'startRTMS'] })).toMatchObject({
      errorCode: '80004',
      errorMessage: expect.stringContaining('reason:app_not_support'),
    });
    expect(await call('config', { js_api_lists: ['getAppContext'] })).toHaveProperty('result');
    expect(await call('getAppContext')).toHaveProperty('result');
    expect(await call('then')).toMatchObject({ errorCode: '80004' });
  });

  it('starts the stream of the cloud once, and tells its status', async () => {
    const start = vi.fn(async () => 'session-1');
    const door = { start, stop: async () => {}, pause: async () => {}, resume: async () => {} };
    const { call, configure, statuses } = newClient({ rtms: door });
    await configure();
    expect(await call('getRTMSStatus')).toMatchObject({ result: { rtmsStatus: [] } });
    await call('startRTMS');
    expect(await call('startRTMS')).toMatchObject({ errorCode: '10308' });
    expect(start).toHaveBeenCalledTimes(1);
    await call('pauseRTMS');
    expect(await call('getRTMSStatus')).toMatchObject({
      result: { rtmsStatus: [{ rtmsSessionId: 'session-1', status: 'paused' }] },
    });
    await call('resumeRTMS');
    await call('stopRTMS');
    expect(await call('getRTMSStatus')).toMatchObject({ result: { rtmsStatus: [] } });
    expect(statuses()).toMatchObject(
      ['connecting', 'started', 'paused', 'resumed', 'stopped'].map((status) => ({ status })),
    );
  });

  it('holds a start until the host approves, and lets the participant ask again after a denial', async () => {
    const { client, call, configure, statuses } = newClient({ approval: 'held', role: 'attendee' });
    await configure();
    const denied = call('startRTMS');
    await vi.waitFor(() => expect(client.rtms.awaitsApproval).toBe(true));
    client.rtms.deny();
    expect(await denied).toMatchObject({ errorCode: '403' });
    const approved = call('startRTMS');
    await vi.waitFor(() => expect(client.rtms.awaitsApproval).toBe(true));
    expect(statuses()).toEqual([]);
    client.rtms.approve();
    expect(await approved).toMatchObject({ result: 'Success' });
    await vi.waitFor(() =>
      expect(statuses()).toMatchObject([{ status: 'connecting' }, { status: 'started' }]),
    );
  });

  it('can answer a start before the host has decided', async () => {
    const { client, call, configure, statuses } = newClient({ approval: 'answered-early' });
    await configure();
    expect(await call('startRTMS')).toMatchObject({ result: 'Success' });
    expect(statuses()).toEqual([]);
    client.rtms.approve();
    await vi.waitFor(() => expect(statuses()).toHaveLength(2));
  });

  it('gives a guest a context but no stream calls, stream events or meeting end', async () => {
    const { client, call, configure, events } = newClient({ role: 'attendee', status: 'unauthenticated' });
    expect(await configure()).toMatchObject({
      result: { auth: { status: 'unauthorized', upgradable: true } },
    });
    expect(await call('getAppContext')).toHaveProperty('result');
    expect(await call('startRTMS')).toMatchObject({ errorCode: '403' });
    expect(await call('getMeetingContext')).toMatchObject({ errorCode: '403' });
    client.rtms.cloudStarted('session-1');
    client.changeRunningContext('inMainClient');
    client.endMeeting();
    expect(events).toEqual([]);
    client.changePerson({ status: 'authorized' });
    expect(events).toMatchObject([{ name: 'onMyUserContextChange', data: { status: 'authorized' } }]);
  });

  it('can fail a call, answer it otherwise, or stay silent', async () => {
    const { client, call, configure } = newClient();
    await configure();
    client.override('startRTMS', { fail: '40316', message: 'No entitlement.' });
    expect(await call('startRTMS')).toMatchObject({ errorCode: '40316', errorMessage: 'No entitlement.' });
    client.override('getMeetingUUID', { reply: () => ({ meetingUUID: 'another' }) });
    expect(await call('getMeetingUUID')).toMatchObject({ result: { meetingUUID: 'another' } });
    client.override('getAppContext', 'hang');
    expect(await call('getAppContext')).toBeUndefined();
    expect(client.calls('getAppContext')).toHaveLength(1);
  });
});
