// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { copyText } from '../../../client/lib/copy-text.ts';

afterEach(() => vi.unstubAllGlobals());

function clipboard(writeText: (text: string) => Promise<void>): void {
  vi.stubGlobal('navigator', { clipboard: { writeText } });
}

describe('copying text', () => {
  it('writes to the clipboard', async () => {
    const written: string[] = [];
    clipboard(async (text) => void written.push(text));
    expect(await copyText('Ana: Hola.')).toBe(true);
    expect(written).toEqual(['Ana: Hola.']);
  });

  it('selects the text and runs the copy command where the clipboard is refused, and returns the focus', async () => {
    clipboard(() => Promise.reject(new Error('NotAllowedError')));
    const button = document.body.appendChild(document.createElement('button'));
    button.focus();
    let selected = '';
    const command = vi.fn(() => {
      selected = document.querySelector('textarea')?.value ?? '';
      return true;
    });
    Reflect.set(document, 'execCommand', command);
    expect(await copyText('Ana: Hola.')).toBe(true);
    expect(command).toHaveBeenCalledWith('copy');
    expect(selected).toBe('Ana: Hola.');
    expect(document.querySelector('textarea')).toBeNull();
    expect(document.activeElement).toBe(button);
  });

  it('answers false where neither is allowed', async () => {
    clipboard(() => Promise.reject(new Error('NotAllowedError')));
    Reflect.set(document, 'execCommand', () => {
      throw new Error('not supported');
    });
    expect(await copyText('Ana: Hola.')).toBe(false);
  });
});
