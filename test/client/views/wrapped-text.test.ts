import { describe, expect, it } from 'vitest';
import { wrappedText } from '../../../client/views/wrapped-text.ts';

const visible = (text: string) => text.replaceAll('\u00a0', '~').replaceAll('\u200b', '|');

describe('a long caption', () => {
  it.each([
    ['es', 'Llegó a la sala de la asociación y habló.', 'Llegó a~la~sala de~la~asociación y~habló.'],
    ['fr', 'Il y a un an, on a dit : oui.', 'Il~y~a~un~an, on~a~dit : oui.'],
    ['ru', 'Мы в зале и на сцене.', 'Мы~в~зале и~на~сцене.'],
    ['ar', 'أهلًا بكم في الاجتماع', 'أهلًا بكم في الاجتماع'],
    ['ja', '皆さん、おはようございます。', '皆さん、おはようございます。'],
  ])('in %s keeps short words with the next one', (language, text, wrapped) => {
    expect(visible(wrappedText(text, language))).toBe(wrapped);
  });

  it('in Chinese may wrap between words, and nowhere in them or before a mark', () => {
    const parts = visible(wrappedText('大家早上好，欢迎参加“季度会议”。', 'zh-Hans')).split('|');
    expect(parts.join('')).toBe('大家早上好，欢迎参加“季度会议”。');
    expect(parts.length).toBeGreaterThan(4);
    for (const part of parts) {
      expect(part).not.toMatch(/^[，。”]/u);
      expect(part).not.toMatch(/“$/u);
    }
  });

  it('wraps as before when words are added', () => {
    const text = 'Llegó a la sala de la asociación y';
    expect(wrappedText(`${text} habló`, 'es').startsWith(wrappedText(text, 'es').slice(0, -1))).toBe(true);
  });
});
