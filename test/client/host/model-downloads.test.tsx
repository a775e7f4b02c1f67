// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { ModelDownloads } from '../../../client/host/model-downloads.tsx';
import type { ModelDownload } from '../../../shared/meter.ts';

afterEach(cleanup);

const download: ModelDownload = {
  language: 'es',
  from: 'en',
  to: 'es',
  state: 'downloading',
  receivedBytes: 12_000_000,
  totalBytes: 25_400_000,
};

describe('a translation model on its way', () => {
  it('is shown with what has come', () => {
    render(<ModelDownloads models={[download]} />);
    const bar = screen.getByRole('progressbar', { name: 'Model for Spanish: 12 of 25 MB' });
    expect([bar.getAttribute('value'), bar.getAttribute('max')]).toEqual(['12000000', '25400000']);
  });

  it('says when it failed, and that it is tried again', () => {
    render(<ModelDownloads models={[{ ...download, state: 'failed' }]} />);
    expect(screen.getByText(/^The model for Spanish could not be downloaded/)).toBeTruthy();
    expect(screen.queryByRole('progressbar')).toBeNull();
  });
});
