import { UNDETERMINED } from '../../../../shared/language.ts';
import type { Logger } from '../../../logger.ts';
import { maxAnswerCharacters } from '../../answers/answer-size.ts';
import type { Engine, TargetLanguage } from '../../engine.ts';
import { TranslationError } from '../../translation-error.ts';
import { APERTIUM_BACKLOG } from '../../translation-limits.ts';
import { answerInProcess } from '../in-process.ts';
import type { Mode } from './modes.ts';
import { ApertiumProcesses } from './processes.ts';
import { findInstallation, routeBetween } from './routes.ts';
import { editSpokenEnglish } from './spoken-english-editing.ts';
import { editSpokenSpanish } from './spoken-spanish-editing.ts';

/**
 * Apertium on this machine: offline, rule-based, draft quality. `undefined` when no pair is installed under `directory`. With an undetermined source it assumes `assumedSource`.
 */
export function createApertiumEngine(options: {
  readonly directory?: string | undefined;
  readonly assumedSource: string | undefined;
  readonly logger: Logger;
}): Engine | undefined {
  const { modes, programPath } = findInstallation(options.directory);
  if (modes.length === 0) return undefined;
  const pipelines = new Map(
    modes.map(({ name: mode, command }) => [
      mode,
      new ApertiumProcesses({ mode, command, programPath, logger: options.logger }),
    ]),
  );
  const targets = targetsOf(modes, options.assumedSource ?? 'en');
  const route = (sourceLanguage: string, targetLanguage: string) => {
    const from = sourceLanguage === UNDETERMINED ? options.assumedSource : sourceLanguage;
    return from === undefined ? undefined : routeBetween(modes, from, targetLanguage);
  };
  const step = async (mode: Mode, text: string, signal: AbortSignal): Promise<string> => {
    const pipeline = pipelines.get(mode.name);
    if (pipeline === undefined)
      throw new TranslationError('apertium', 'language', `has no mode ${mode.name}`);
    const translate = (part: string) => pipeline.translate(part, signal);
    if (mode.from === 'en' && mode.to === 'es') return editSpokenEnglish(text, translate);
    return mode.from === 'es' && mode.to === 'en' ? editSpokenSpanish(text, translate) : translate(text);
  };
  return {
    name: 'apertium',
    origin: 'machine',
    metered: false,
    takesDrafts: true,
    acceptsContext: false,
    takesTerms: 'placeholders',
    limits: { concurrency: 8, backlog: APERTIUM_BACKLOG },
    where: 'this machine',
    languages: () => targets,
    supports: (sourceLanguage, targetLanguage) => route(sourceLanguage, targetLanguage) !== undefined,
    translate: async ({ text, sourceLanguage, targetLanguage, signal }) => {
      const steps = route(sourceLanguage, targetLanguage);
      if (steps === undefined) {
        throw new TranslationError(
          'apertium',
          'language',
          `does not offer ${sourceLanguage} to ${targetLanguage}`,
        );
      }
      const work = async () => {
        let current = text;
        for (const mode of steps) current = await step(mode, current, signal);
        return current;
      };
      const call = { engine: 'apertium', maxCharacters: maxAnswerCharacters(text), signal };
      const [first, ...rest] = steps;
      return {
        text: await answerInProcess(call, work),
        ...(rest.length > 0 && first !== undefined ? { via: first.to } : {}),
      };
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all([...pipelines.values()].map((pipeline) => pipeline[Symbol.asyncDispose]()));
    },
  };
}

/** Each target once; `via` where `sourceLanguage`, the language most people will speak, reaches it only in two steps. */
function targetsOf(modes: readonly Mode[], sourceLanguage: string): readonly TargetLanguage[] {
  return [...new Set(modes.map((mode) => mode.to))].map((tag) => {
    const steps = routeBetween(modes, sourceLanguage, tag);
    const via = steps !== undefined && steps.length > 1 ? steps[0]?.to : undefined;
    return via === undefined ? { tag } : { tag, via };
  });
}
