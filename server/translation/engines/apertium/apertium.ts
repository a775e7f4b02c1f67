import { UNDETERMINED } from '../../../../shared/language.ts';
import type { Logger } from '../../../logger.ts';
import type { Engine, TargetLanguage } from '../../engine.ts';
import { TranslationError } from '../../translation-error.ts';
import { APERTIUM_BACKLOG } from '../../translation-limits.ts';
import { callService, inProcess } from '../translate-client.ts';
import type { Mode } from './modes.ts';
import { ApertiumProcesses } from './processes.ts';
import { findInstallation, routeBetween } from './routes.ts';
import { translateSpokenEnglish } from './spoken-english-editing.ts';
import { translateSpokenSpanish } from './spoken-spanish-editing.ts';

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
  const route = (source: string, target: string) => {
    const from = source === UNDETERMINED ? options.assumedSource : source;
    return from === undefined ? undefined : routeBetween(modes, from, target);
  };
  const step = async (mode: Mode, text: string, signal: AbortSignal): Promise<string> => {
    const pipeline = pipelines.get(mode.name);
    if (pipeline === undefined)
      throw new TranslationError('apertium', 'language', `has no mode ${mode.name}`);
    const translate = (part: string) => pipeline.translate(part, signal);
    if (mode.from === 'en' && mode.to === 'es') return translateSpokenEnglish(text, translate);
    return mode.from === 'es' && mode.to === 'en' ? translateSpokenSpanish(text, translate) : translate(text);
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
    supports: (source, target) => route(source, target) !== undefined,
    translate: async ({ text, source, target, signal }) => {
      const steps = route(source, target);
      if (steps === undefined) {
        throw new TranslationError('apertium', 'language', `does not offer ${source} to ${target}`);
      }
      const work = async () => {
        let current = text;
        for (const mode of steps) current = await step(mode, current, signal);
        return current;
      };
      const call = { name: 'apertium', engine: inProcess(work), text, from: source, to: target, signal };
      const [first, ...rest] = steps;
      return {
        text: await callService(call),
        ...(rest.length > 0 && first !== undefined ? { via: first.to } : {}),
      };
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all([...pipelines.values()].map((pipeline) => pipeline[Symbol.asyncDispose]()));
    },
  };
}

/** Each target once; `via` where `source`, the language most people will speak, reaches it only in two steps. */
function targetsOf(modes: readonly Mode[], source: string): readonly TargetLanguage[] {
  return [...new Set(modes.map((mode) => mode.to))].map((tag) => {
    const steps = routeBetween(modes, source, tag);
    const via = steps !== undefined && steps.length > 1 ? steps[0]?.to : undefined;
    return via === undefined ? { tag } : { tag, via };
  });
}
