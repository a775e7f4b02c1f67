import { describe, expect, it } from 'vitest';
import { allowedServerUrl } from '../../../../server/zoom/rtms/allowed-server-url.ts';

const production = ['.zoom.us', '.zoomgov.com'];

describe('allowed server URLs', () => {
  it('takes a Zoom host, whatever its region and port', () => {
    expect(allowedServerUrl(['wss://zoomiad2.rtms.zoom.us:443/x'], production)).toBe(
      'wss://zoomiad2.rtms.zoom.us:443/x',
    );
    expect(allowedServerUrl(['wss://RTMS.ZoomGov.com'], production)).toBe('wss://RTMS.ZoomGov.com');
  });

  it('picks the usable one of several, separated by commas or not', () => {
    expect(allowedServerUrl(['rtmp://a.zoom.us, https://b.zoom.us ,wss://c.zoom.us'], production)).toBe(
      'wss://c.zoom.us',
    );
    expect(allowedServerUrl(['', 'nonsense', 'wss://c.zoom.us'], production)).toBe('wss://c.zoom.us');
  });

  it.each([
    'wss://127.0.0.1:8443',
    'wss://169.254.169.254/latest',
    'ws://rtms.zoom.us',
    'http://rtms.zoom.us',
    'wss://evil.example',
    'wss://zoom.us.evil.example',
    'wss://evilzoom.us',
    'wss://.zoom.us',
    'wss://rtms.zoom.us@evil.example',
    'wss://user:secret@rtms.zoom.us',
    'wss://evil.example#.zoom.us',
    'wss://rtms.zoom.us/#part',
  ])('refuses %s', (url) => {
    expect(allowedServerUrl([url], production)).toBeUndefined();
  });

  it('takes a host by its exact name, not its subdomains', () => {
    expect(allowedServerUrl(['wss://a.example'], ['a.example'])).toBe('wss://a.example');
    expect(allowedServerUrl(['wss://b.a.example'], ['a.example'])).toBeUndefined();
  });

  it('allows unencrypted sockets only on a host of this machine that is listed', () => {
    expect(allowedServerUrl(['ws://127.0.0.1:5000'], ['127.0.0.1:4000'])).toBe('ws://127.0.0.1:5000');
    expect(allowedServerUrl(['ws://[::1]:5000'], ['::1'])).toBe('ws://[::1]:5000');
    expect(allowedServerUrl(['ws://[::1]:5000'], ['[::1]:80'])).toBe('ws://[::1]:5000');
    expect(allowedServerUrl(['ws://localhost:5000'], ['127.0.0.1'])).toBeUndefined();
    expect(allowedServerUrl(['ws://10.0.0.1'], ['10.0.0.1'])).toBeUndefined();
    expect(allowedServerUrl(['wss://10.0.0.1'], ['10.0.0.1'])).toBe('wss://10.0.0.1');
  });
});
