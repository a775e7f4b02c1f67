import { TranslationError } from '../translation-error.ts';

/**
 * One line without control characters: an engine could turn round what stands beside it, or send what no database keeps.
 * @throws {TranslationError} `bad-reply` for an answer that is longer than allowed, or empty.
 */
export function cleanAnswer(engine: string, answer: unknown, maxCharacters: number): string {
  if (typeof answer === 'string' && answer.length > maxCharacters)
    throw new TranslationError(engine, 'bad-reply', 'the answer is far longer than its question');
  const text = typeof answer === 'string' ? oneCleanLine(answer) : '';
  if (text === '') throw new TranslationError(engine, 'bad-reply', 'the answer holds no translation');
  return text;
}

function oneCleanLine(answer: string): string {
  return answer
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/\p{Bidi_Control}/gu, '')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();
}
