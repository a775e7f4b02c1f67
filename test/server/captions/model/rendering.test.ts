import { describe, expect, it } from 'vitest';
import {
  contentWithoutTranslation,
  isCurrent,
  isSame,
  OUTDATED,
  pendingContent,
  personsContent,
  toLine,
  untranslatedContent,
} from '../../../../server/captions/model/rendering.ts';
import { spokenLine } from '../../../support/spoken-line.ts';

const line = spokenLine(1, { text: 'We ship.', revision: 2, spokenAt: 1 });
const note = { kind: 'joined', id: 'l2', position: 2, at: 5, speaker: line.speaker, removed: false } as const;

describe('a line that needs no engine', () => {
  it.each([
    ['original', 'original'],
    ['en-GB', 'same-language'],
  ])('is shown to a reader of %s as it was spoken', (target, origin) => {
    expect(contentWithoutTranslation(line, target)).toMatchObject({ text: 'We ship.', origin, revision: 2 });
  });

  it('is a note or a removed line, in any language', () => {
    expect(contentWithoutTranslation(note, 'es')).toMatchObject({ text: '', removed: false });
    expect(contentWithoutTranslation({ ...line, removed: true }, 'es')).toMatchObject({ removed: true });
  });

  it('is no line in a foreign language, and none in letters that its language does not have', () => {
    expect(contentWithoutTranslation(line, 'es')).toBeUndefined();
    expect(contentWithoutTranslation({ ...line, text: 'Мы идём домой сейчас.' }, 'en')).toBeUndefined();
  });
});

describe('a rendering', () => {
  const persons = personsContent(line, 'es', 'Enviamos.');

  it('is current while revision, state and removal are those of the line', () => {
    expect(isCurrent(line, persons)).toBe(true);
    expect(isCurrent({ ...line, revision: 3 }, persons)).toBe(false);
    expect(isCurrent({ ...line, removed: true }, persons)).toBe(false);
    expect(isCurrent(line, { ...persons, revision: OUTDATED })).toBe(false);
    expect(isCurrent({ ...line, state: 'draft' }, pendingContent(line))).toBe(false);
    expect(isCurrent(line, undefined)).toBe(false);
  });

  it('is the same for readers while text, state, origin and revision are', () => {
    expect(isSame(persons, { ...persons, engine: 'other' })).toBe(true);
    expect(isSame(persons, untranslatedContent(line))).toBe(false);
  });

  it('goes to a panel with its original, its speaker’s order, its version and its delay', () => {
    const rendering = { ...persons, lineId: 'l1', version: 7, delayMs: 30 };
    expect(toLine({ line, rendering }, { of: () => 2 })).toEqual({
      kind: 'caption',
      id: 'l1',
      position: 1,
      version: 7,
      speaker: line.speaker,
      speakerOrder: 2,
      language: 'es',
      text: 'Enviamos.',
      original: { language: 'en', text: 'We ship.' },
      state: 'settled',
      origin: 'person',
      corrected: true,
      spokenAt: 1,
      delayMs: 30,
    });
    expect(toLine({ line: note, rendering }, { of: () => 2 })).toEqual({
      kind: 'joined',
      id: 'l2',
      position: 2,
      version: 7,
      at: 5,
      speaker: line.speaker,
    });
  });
});
