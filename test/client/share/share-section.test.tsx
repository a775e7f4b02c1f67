// @vitest-environment happy-dom
/**
 * Covers client/share/share-api.ts, client/share/new-link.tsx, client/share/share-item.tsx, client/share/link-screen.tsx,
 * client/share/copy-link.tsx, client/languages/language-options.tsx.
 */
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createShareApi } from '../../../client/share/share-api.ts';
import { ShareSection } from '../../../client/share/share-section.tsx';
import type { MadeShare, NewShare, Share, ShareList } from '../../../shared/share.ts';
import { aLanguage } from '../../support/languages.ts';

afterEach(cleanup);

const HOUR_MS = 3_600_000;
const LINK = 'https://captions.example/home#share=abcdefghijklmnopqrstuvwxyzABCDEF';

/** A server with these links, which does what it is asked. */
function show({ open = [], most = 20, recordExpiresAt }: { open?: Share[] } & Partial<ShareList> = {}) {
  const sent: { readonly line: string; readonly body?: unknown }[] = [];
  let shares: readonly Share[] = open;
  const api = createShareApi(
    {
      get: async <Answer,>() =>
        ({ shares, most, ...(recordExpiresAt === undefined ? {} : { recordExpiresAt }) }) as Answer,
      send: async <Answer,>(method: string, path: string, body?: unknown) => {
        sent.push({ line: `${method} ${path}`, body });
        if (method === 'DELETE') {
          shares = shares.filter(({ id }) => !path.endsWith(`/${id}`));
          return null as Answer;
        }
        const { label, language, mayExport = false } = body as NewShare;
        const share: Share = {
          id: 'new',
          createdAt: Date.now(),
          readers: 0,
          mayExport,
          ...(label === undefined ? {} : { label }),
          ...(language === undefined ? {} : { language }),
        };
        shares = [share, ...shares];
        return { share, link: LINK } satisfies MadeShare as Answer;
      },
    },
    'm1',
  );
  const languages = [aLanguage('es', 'Spanish', 'Español'), aLanguage('pt-BR', 'Portuguese', 'Português')];
  render(<ShareSection api={api} loadLanguages={async () => languages} zoom={undefined} />);
  return { sent };
}

describe('share links on the host’s sheet', () => {
  it('are made for some time, in a language, with a name, and shown as a code at once', async () => {
    const { sent } = show({ recordExpiresAt: Date.now() + 48 * HOUR_MS });
    const expiry = await screen.findByLabelText<HTMLSelectElement>('Expires after');
    expect([...expiry.options].map(({ text }) => text)).toEqual([
      '1 hour',
      '8 hours',
      '1 day',
      expect.stringMatching(/^When the record is deleted \(/),
    ]);
    await userEvent.selectOptions(expiry, '1 day');
    await userEvent.selectOptions(await screen.findByLabelText('Language'), 'pt-BR');
    await userEvent.type(screen.getByLabelText('Name (only you see it)'), ' Room 4 ');
    await userEvent.click(screen.getByLabelText('Readers may download the transcript'));
    await userEvent.click(screen.getByRole('button', { name: 'Make a link' }));
    const code = await screen.findByRole('dialog', { name: 'Read along' });
    expect(within(code).getByText(LINK)).toBeTruthy();
    expect(within(code).getByRole('img', { name: 'QR code of the link' })).toBeTruthy();
    expect(sent).toEqual([
      {
        line: 'POST /api/meetings/m1/shares',
        body: { expiresInHours: 24, mayExport: true, language: 'pt-BR', label: 'Room 4' },
      },
    ]);
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screen.getByText('Room 4')).toBeTruthy();
    expect(screen.getByText('Download allowed')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Show QR code' })).toBeTruthy();
  });

  it('tell who reads, and are closed after a question', async () => {
    const share = {
      id: 's1',
      label: 'Stream',
      createdAt: 0,
      mayExport: false,
      readers: 3,
      lastUsedAt: 1_000,
    };
    const { sent } = show({ open: [share] });
    expect(await screen.findByText('3 readers now')).toBeTruthy();
    // This page did not make it, and the server keeps no address.
    expect(screen.getByText(/The address is shown only where it was made/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Close link: Stream' }));
    expect(document.activeElement?.textContent).toBe('Keep it');
    await userEvent.click(screen.getByRole('button', { name: 'Keep it' }));
    expect(sent).toEqual([]);
    expect(document.activeElement?.textContent).toBe('Close link');
    await userEvent.click(screen.getByRole('button', { name: 'Close link: Stream' }));
    await userEvent.click(screen.getByRole('button', { name: 'Close it' }));
    expect(await screen.findByText('The link is closed.')).toBeTruthy();
    expect(sent.map(({ line }) => line)).toEqual(['DELETE /api/meetings/m1/shares/s1']);
    await vi.waitFor(() => expect(screen.queryByText('Stream')).toBeNull());
  });

  it('are as many as a meeting may have', async () => {
    const share = { id: 's1', createdAt: 0, mayExport: false, readers: 0 };
    const { sent } = show({ open: [share], most: 1 });
    await userEvent.click(await screen.findByRole('button', { name: 'Make a link' }));
    expect(screen.getByText(/as many open links as it may/)).toBeTruthy();
    expect(sent).toEqual([]);
  });
});
