/** Which models lead from one language to another. Pure. */
import { baseLanguage, scriptOf, UNDETERMINED } from '../../../../shared/language.ts';
import type { TargetLanguage } from '../../engine.ts';
import { languageTable } from '../../languages/language-table.ts';
import { nearestTag, targetEntry } from '../../languages/languages.ts';

/** A model's languages as Mozilla codes them: `en`, `zh` (simplified), `pt` (of both kinds). */
export interface Direction {
  readonly from: string;
  readonly to: string;
}

/** Nearly every model translates from English or into it: what has no direct one goes through it, never further. */
const PIVOT = 'en';

/** `en-es`. Codes hold no hyphen. */
export function directionName({ from, to }: Direction): string {
  return `${from}-${to}`;
}

/** The models from one language to another, in order: one, or two through English. */
export function modelRoute(
  directions: readonly Direction[],
  sourceLanguage: string,
  targetLanguage: string,
): readonly Direction[] | undefined {
  if (sourceLanguage === UNDETERMINED || targetLanguage === UNDETERMINED) return undefined;
  const step = (from: string, to: string) =>
    directions.find((direction) => isCodeOf(direction.from, from) && isCodeOf(direction.to, to));
  if (isCodeOf(baseLanguage(sourceLanguage), targetLanguage)) return undefined;
  const direct = step(sourceLanguage, targetLanguage);
  if (direct !== undefined) return [direct];
  const [first, second] = [step(sourceLanguage, PIVOT), step(PIVOT, targetLanguage)];
  return first === undefined || second === undefined ? undefined : [first, second];
}

/** What somebody may read; `via` where speech in `sourceLanguage` reaches it only in two steps. */
export function modelTargets(
  directions: readonly Direction[],
  sourceLanguage: string,
): readonly TargetLanguage[] {
  const codes = new Set(directions.map(({ to }) => to));
  const tags = [...codes].flatMap((code) => tagsOf(code));
  return tags.map((tag) => {
    const route = modelRoute(directions, sourceLanguage, tag);
    return route !== undefined && route.length > 1 ? { tag, via: PIVOT } : { tag };
  });
}

/** Does a model of `code` read or write the language `tag`? Regions share a model, scripts do not. */
function isCodeOf(code: string, tag: string): boolean {
  const own = tag === 'no' || tag.startsWith('no-') ? 'nb' : tag;
  return code === baseLanguage(own) && scriptOf(code) === scriptOf(own);
}

/** `zh` → `zh-Hans`; `pt` → `pt-BR` and `pt-PT`; `es` → `es`. */
function tagsOf(code: string): readonly string[] {
  if (targetEntry(code) !== undefined) return [code];
  const kinds = languageTable.filter(({ tag, sourceOnly }) => sourceOnly !== true && isCodeOf(code, tag));
  const nearest = nearestTag(code, (tag) => targetEntry(tag) !== undefined);
  return kinds.length > 0 ? kinds.map(({ tag }) => tag) : nearest === undefined ? [] : [nearest];
}
