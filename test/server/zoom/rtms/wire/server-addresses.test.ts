import { describe, expect, it } from 'vitest';
import {
  allowedAddresses,
  nextAddress,
  type ServerAddresses,
} from '../../../../../server/zoom/rtms/wire/server-addresses.ts';

const production = ['.zoom.us', '.zoomgov.com'];

/** The first that may be connected. */
function allowedServerUrl(candidates: readonly string[], allowedHosts: readonly string[]) {
  return allowedAddresses(candidates, allowedHosts)?.url;
}

describe('allowed server URLs', () => {
  it('accepts a Zoom host of any region and port', () => {
    expect(allowedServerUrl(['wss://zoomiad2.rtms.zoom.us:443/x'], production)).toBe(
      'wss://zoomiad2.rtms.zoom.us:443/x',
    );
    expect(allowedServerUrl(['wss://RTMS.ZoomGov.com'], production)).toBe('wss://RTMS.ZoomGov.com');
  });

  it('picks the allowed one of several, separated by commas or not', () => {
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

  it('accepts a host by its exact name, not its subdomains', () => {
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

  it('keeps every allowed one once, for a first that does not answer', () => {
    const given = ['wss://a.zoom.us,ws://b.zoom.us', 'wss://c.zoom.us', 'wss://a.zoom.us', 'wss://d.zoom.us'];
    const addresses = allowedAddresses(given, production);
    expect(addresses).toEqual({ url: 'wss://a.zoom.us', others: ['wss://c.zoom.us', 'wss://d.zoom.us'] });
  });

  it('are used in turn', () => {
    let addresses: ServerAddresses = { url: 'a', others: ['b', 'c'] };
    const tried: string[] = [];
    for (let turn = 0; turn < 4; turn += 1) {
      tried.push(addresses.url);
      addresses = nextAddress(addresses);
    }
    expect(tried).toEqual(['a', 'b', 'c', 'a']);
    expect(nextAddress({ url: 'only', others: [] })).toEqual({ url: 'only', others: [] });
  });
});
