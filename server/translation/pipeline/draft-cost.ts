import { LRUCache } from 'lru-cache';
import type { Config } from '../../config/config.ts';
import type { Engine } from '../engine.ts';
import { DRAFTED_LINES } from '../translation-limits.ts';
import type { Rule } from './admission.ts';
import type { PipelineRequest, Stage } from './stage.ts';

/** Lines with a paid draft, by target language. */
export class PaidDrafts {
  readonly #lines = new LRUCache<string, true>({ max: DRAFTED_LINES });

  has(request: PipelineRequest): boolean {
    return this.#lines.get(keyOf(request)) === true;
  }

  add(request: PipelineRequest): void {
    this.#lines.set(keyOf(request), true);
  }
}

/**
 * Admits drafts according to `DRAFTS`. A draft comes from the engine that will settle the line, or from none: two engines
 * use different words. All paid drafts of a sentence cost at most as much as the sentence.
 */
export function takesDraft(
  engine: Pick<Engine, 'takesDrafts'>,
  drafts: Config['translation']['drafts'],
  paid: PaidDrafts,
): Rule {
  return (request) => {
    if (request.purpose !== 'draft') return undefined;
    if (drafts === 'off') return 'draft-not-taken';
    if (engine.takesDrafts || (drafts === 'always' && !paid.has(request))) return undefined;
    return 'draft-not-taken';
  };
}

/** Remembers that the line's draft was paid for, as the call goes out. */
export function rememberPaidDraft(engine: Pick<Engine, 'takesDrafts'>, paid: PaidDrafts): Stage {
  return (next) => (request) => {
    if (!engine.takesDrafts && request.purpose === 'draft') paid.add(request);
    return next(request);
  };
}

function keyOf({ meetingId, lineId, targetLanguage }: PipelineRequest): string {
  return JSON.stringify([meetingId, lineId, targetLanguage]);
}
