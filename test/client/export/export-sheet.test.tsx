// @vitest-environment happy-dom
/** Covers client/export/export-job.ts, client/export/export-choice.ts, client/export/export-news.tsx, client/export/export-words.ts, client/export/message-values.ts, client/app/reader/transcript.tsx. */
import { act, cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Suspense } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '../../../client/api/api-client.ts';
import { parseExportChoice } from '../../../client/export/export-choice.ts';
import { ExportJob } from '../../../client/export/export-job.ts';
import { ExportSheet } from '../../../client/export/export-sheet.tsx';
import type { ServedLanguage } from '../../../shared/language.ts';
import type { ExportAnswer, ExportRequest } from '../../../shared/reports/transcript-export.ts';

afterEach(cleanup);

const served: readonly ServedLanguage[] = ['es', 'fr'].map((tag) => ({
  tag,
  name: tag,
  nativeName: tag,
  dir: 'ltr',
  engines: ['libre'],
}));

const ready = (untranslated = 0): ExportAnswer => ({
  state: 'ready',
  url: 'https://captions.example/exported?ticket=t',
  expiresAt: 1,
  untranslated,
});

async function openSheet(answers: readonly (ExportAnswer | Error)[], storedChoice: unknown = undefined) {
  const asked: ExportRequest[] = [];
  const opened: string[] = [];
  const chosen: unknown[] = [];
  const left = [...answers];
  await act(async () => {
    render(
      <Suspense>
        <ExportSheet
          language="es"
          storedChoice={storedChoice}
          onChoice={(choice) => chosen.push(choice)}
          loadLanguages={async () => served}
          ask={async (request) => {
            asked.push(request);
            const answer = left.shift() ?? ready();
            if (answer instanceof Error) throw answer;
            return answer;
          }}
          zoom={{
            openUrl: async (url) => void opened.push(url),
            homeUrl: 'https://captions.example/home#meeting=m1',
          }}
          isLive
          byLink={false}
          onClose={() => undefined}
        />
      </Suspense>,
    );
  });
  return { asked, opened, chosen };
}

describe('the sheet of the transcript', () => {
  it('asks for what is chosen, in the reader’s time zone, and opens the address', async () => {
    const { asked, opened } = await openSheet([ready()], {
      format: 'docx',
      bilingual: true,
      times: 'absolute',
    });
    await userEvent.selectOptions(screen.getByLabelText('Language'), 'fr');
    await userEvent.click(screen.getByRole('switch', { name: 'Names of speakers' }));
    await userEvent.click(screen.getByRole('button', { name: 'Get the file' }));
    await vi.waitFor(() => expect(opened).toEqual(['https://captions.example/exported?ticket=t']));
    expect(asked).toEqual([
      {
        format: 'docx',
        language: 'fr',
        bilingual: true,
        speakers: true,
        times: 'absolute',
        timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
        interface: 'en',
      },
    ]);
    expect(screen.getByLabelText(/copy this address/)).toHaveProperty(
      'value',
      'https://captions.example/exported?ticket=t',
    );
  });

  it('keeps each choice', async () => {
    const { chosen } = await openSheet([]);
    await userEvent.click(screen.getByRole('radio', { name: 'Subtitles (VTT)' }));
    expect(chosen).toEqual([{ format: 'vtt', bilingual: false, speakers: true, times: 'relative' }]);
  });

  it('has no times to choose for subtitles, and no original beside the original', async () => {
    await openSheet([], { format: 'srt' });
    expect(screen.queryByRole('radio', { name: 'Time of day' })).toBeNull();
    await userEvent.selectOptions(screen.getByLabelText('Language'), 'original');
    expect(screen.getByRole('switch', { name: 'Original beside the translation' })).toHaveProperty(
      'disabled',
      true,
    );
  });

  it('says how far it is, what could not be translated, and stops on demand', async () => {
    const preparing: ExportAnswer = { state: 'preparing', translated: 120, total: 900 };
    const { asked, opened } = await openSheet([preparing, ready(2)]);
    await userEvent.click(screen.getByRole('button', { name: 'Get the file' }));
    expect(await screen.findByText('Translating: 120 of 900 lines')).toBeTruthy();
    expect(await screen.findByText(/^2 lines could not be translated/)).toBeTruthy();
    expect(opened).toHaveLength(1);
    expect(asked).toHaveLength(2);
  });

  it.each([
    [new ApiError(429, 'too-many-requests', 'x'), 'You have fetched many files. Wait a minute.'],
    [new ApiError(409, 'language-limit', 'x'), /^As many languages are read/],
    [new ApiError(400, 'bad-request', 'format is one of txt.'), 'format is one of txt.'],
  ])('says why there is no file: %s', async (error, sentence) => {
    await openSheet([error]);
    await userEvent.click(screen.getByRole('button', { name: 'Get the file' }));
    expect(await screen.findByText(sentence)).toBeTruthy();
  });
});

describe('the job', () => {
  const request: ExportRequest = { format: 'txt', language: 'es' };

  it('bears a lost answer, and gives up after three in a row', async () => {
    let calls = 0;
    const job = new ExportJob({
      pauseMs: 0,
      open: () => undefined,
      ask: async () => {
        calls += 1;
        if (calls === 1) throw new TypeError('offline');
        return ready();
      },
    });
    await job.start(request);
    expect(job.state.get()).toMatchObject({ kind: 'ready' });
    const offline = new ExportJob({
      pauseMs: 0,
      open: () => undefined,
      ask: async () => Promise.reject(new TypeError('offline')),
    });
    await offline.start(request);
    expect(offline.state.get()).toMatchObject({ kind: 'failed' });
  });

  it('asks no more once it is cancelled', async () => {
    let calls = 0;
    const job = new ExportJob({
      pauseMs: 0,
      open: () => {
        throw new Error('nobody waits');
      },
      ask: async () => {
        calls += 1;
        if (calls === 2) job.cancel();
        return calls < 3 ? { state: 'preparing', translated: 0, total: 5 } : ready();
      },
    });
    await job.start(request);
    expect(calls).toBe(2);
    expect(job.state.get()).toEqual({ kind: 'idle' });
  });
});

it.each([undefined, null, 'x', { format: 'pdf', times: 5, bilingual: 'yes' }])(
  'a stored choice of another version (%s) is the usual one',
  (stored) => {
    expect(parseExportChoice(stored)).toEqual({
      format: 'txt',
      bilingual: false,
      speakers: true,
      times: 'relative',
    });
  },
);
