import { cleanAnswer } from '../answers/clean-answer.ts';
import { toTranslationError } from '../translation-error.ts';

/**
 * The answer of an engine inside this process, checked as that of a service is. `work` ends by itself when `signal` aborts.
 * @throws {TranslationError}
 */
export async function answerInProcess(
  call: { readonly engine: string; readonly maxCharacters: number; readonly signal: AbortSignal },
  work: () => Promise<string> | string,
): Promise<string> {
  const { engine, maxCharacters, signal } = call;
  try {
    return cleanAnswer(engine, await work(), maxCharacters);
  } catch (error) {
    // The reason distinguishes a deadline from a caller that left.
    throw toTranslationError(engine, signal.aborted ? signal.reason : error);
  }
}
