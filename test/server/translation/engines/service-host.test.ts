import { expect, it } from 'vitest';
import { serviceHost } from '../../../../server/translation/engines/service-host.ts';

it('names the host alone: no user, key, port or path', () => {
  expect(serviceHost('https://user:secret@libre.example.org:5000/translate?api_key=secret#x')).toBe(
    'libre.example.org',
  );
  expect(serviceHost('http://10.1.2.3/v1')).toBe('10.1.2.3');
  expect(serviceHost('http://[2001:db8::1]:80/')).toBe('[2001:db8::1]');
  expect(serviceHost('https://localhost.example.org/')).toBe('localhost.example.org');
});

it('names none for a service on this machine', () => {
  for (const host of ['localhost', 'x.localhost', '127.0.0.1', '127.8.9.10', '[::1]'])
    expect(serviceHost(`http://${host}:5000/translate`)).toBeUndefined();
});
