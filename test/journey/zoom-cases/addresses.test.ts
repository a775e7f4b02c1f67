import { createServer } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import { Journey } from '../../support/journey.ts';
import { openSilently, untilState } from '../../support/zoom-case.ts';

describe('addresses', () => {
  it('outside the allow list are not connected, and the panel shows what to check', async () => {
    let knocks = 0;
    const trap = createServer((socket) => {
      knocks += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve));
    const address = trap.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    // As in production: Zoom's hosts and nothing else.
    await using journey = await Journey.start({ env: { RTMS_ALLOWED_HOSTS: '', RTMS_TIME_SCALE: '' } });
    for (const serverUrls of [
      `wss://127.0.0.1:${address.port}`,
      `ws://localhost:${address.port}`,
      `https://127.0.0.1:${address.port}/`,
      `ws://zoom.us@127.0.0.1:${address.port}`,
      'wss://169.254.169.254/latest/meta-data',
      'wss://rtms.zoom.us.attacker.example',
      'wss://[::1]:1',
      'ws://rtms.zoom.us',
    ]) {
      const { meeting, panel, stream } = await openSilently(journey, 'meeting');
      const payload = { meeting_uuid: meeting.uuid, rtms_stream_id: stream.id, server_urls: serverUrls };
      expect(await journey.zoom.sendWebhook('meeting.rtms_started', payload)).toMatchObject({ status: 200 });
      await untilState(panel, 'ended');
      expect(panel.status?.reason).toContain('RTMS_ALLOWED_HOSTS');
    }
    expect(knocks).toBe(0);
    await new Promise<void>((resolve) => trap.close(() => resolve()));
  });

  it('of media servers outside the allow list are not connected, even from Zoom’s signaling', async () => {
    await using journey = await Journey.start();
    const { stream, panel } = await openSilently(journey, 'meeting');
    stream.faults.alterSignalingAnswer({
      media_server: { server_urls: { transcript: 'wss://10.0.0.1:1', all: 'wss://attacker.example' } },
    });
    await stream.announce(stream.url);
    await untilState(panel, 'ended');
    expect(panel.status?.reason).toContain('no transcript server');
    await vi.waitFor(() => expect(stream.connections.open.signaling).toBe(false));
    expect(stream.connections).toMatchObject({ signaling: 1, media: 0 });
  });
});
