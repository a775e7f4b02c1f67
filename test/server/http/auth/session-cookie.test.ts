import express from 'express';
import { describe, expect, it } from 'vitest';
import { createSessionCookie } from '../../../../server/http/auth/session-cookie.ts';
import { listen } from '../../../support/http-stage.ts';

async function issued(publicUrl: string) {
  const cookie = createSessionCookie({ publicUrl });
  const app = express();
  app.get('/', (_request, response) => {
    cookie.issue(response, 'value', Date.UTC(2030, 0, 1));
    response.end();
  });
  app.get('/read', (request, response) => {
    response.send(cookie.read(request) ?? 'none');
  });
  await using server = await listen(app);
  const header = (await fetch(server.url)).headers.get('set-cookie') ?? '';
  const read = async (sent: string) =>
    (await fetch(`${server.url}/read`, { headers: { cookie: sent } })).text();
  return {
    header,
    values: [await read(header.split(';', 1)[0] ?? ''), await read('other=1'), await read('')],
  };
}

describe('the session cookie', () => {
  it('belongs to this host alone, out of reach of scripts and other sites', async () => {
    const { header, values } = await issued('https://captions.example');
    expect(header).toMatch(/^__Host-session=value; /);
    for (const part of ['Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax', 'Expires=Tue, 01 Jan 2030']) {
      expect(header).toContain(part);
    }
    expect(header).not.toContain('Domain');
    expect(values).toEqual(['value', 'none', 'none']);
  });

  it('works without https on this machine only', async () => {
    const { header, values } = await issued('http://127.0.0.1:3000');
    expect(header).toMatch(/^session=value; /);
    expect(header).not.toContain('Secure');
    expect(values[0]).toBe('value');
    expect((await issued('http://captions.example')).header).toContain('Secure');
  });
});
