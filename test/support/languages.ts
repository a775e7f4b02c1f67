import { type ServedLanguage, textDirection } from '../../shared/language.ts';

export function aLanguage(tag: string, name: string, nativeName: string): ServedLanguage {
  return { tag, name, nativeName, dir: textDirection(tag), engines: ['google'] };
}
