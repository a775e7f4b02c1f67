/** Covers server/captions/languages/line-state.ts. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  PENDING_AFTER_MS,
  RETRY_FIRST_MS,
  RETRY_FOR_MS,
  REVISION_QUIET_MS,
} from '../../../../server/captions/caption-limits.ts';
import { adopted, begin, step } from '../../../../server/captions/languages/line-machine.ts';
import type { LineCommand, LineEvent, LineState } from '../../../../server/captions/languages/line-state.ts';
import type { Line, SpokenLine } from '../../../../server/captions/model/line.ts';
import type { Translation } from '../../../../server/captions/ports/translator.ts';
import { spokenLine } from '../../../support/spoken-line.ts';

const spoken = spokenLine(1, { text: 'See you on Monday.', spokenAt: 1_000, receivedAt: 1_000 });
const note: Line = { kind: 'gap', id: 'l2', position: 2, at: 1_000, lengthMs: 3_000, removed: false };
const spanish: Translation = { ok: true, text: 'Nos vemos el lunes.', origin: 'machine', engine: 'libre' };
const failed: Translation = { ok: false, retryable: true };

/** The machine with what its shell would do, for one line. */
class Scene {
  now = 10_000;
  state: LineState;
  commands: readonly LineCommand[];

  constructor(line: Line, purpose: 'settled' | 'catch-up' = 'settled') {
    ({ state: this.state, commands: this.commands } = begin(line, purpose, this.#context()));
  }

  on(event: LineEvent): readonly string[] {
    ({ state: this.state, commands: this.commands } = step(this.state, event, this.#context()));
    return this.types;
  }

  get types(): readonly string[] {
    return this.commands.map((command) => command.type);
  }

  #context() {
    return { targetLanguage: 'es', now: this.now };
  }
}

describe('a line in another language', () => {
  it('is translated once, shown and settled', () => {
    const scene = new Scene(spoken);
    expect(scene.state).toMatchObject({ phase: 'translating' });
    expect(scene.commands).toEqual([
      { type: 'cancel' },
      { type: 'translate', line: spoken, purpose: 'settled' },
      { type: 'wait', event: 'late', milliseconds: PENDING_AFTER_MS },
    ]);
    expect(scene.on({ type: 'translated', translation: spanish })).toEqual(['cancel', 'publish']);
    expect(scene.state).toMatchObject({ phase: 'settled', shown: { text: spanish.text, origin: 'machine' } });
  });

  it('shows its original while the translation is late', () => {
    const scene = new Scene(spoken);
    expect(scene.on({ type: 'late' })).toEqual(['publish']);
    expect(scene.state).toMatchObject({ phase: 'translating', shown: { state: 'draft', origin: 'pending' } });
  });

  it('needs no engine when its reader understands it', () => {
    const scene = new Scene({ ...spoken, sourceLanguage: 'es-MX' });
    expect(scene.types).toEqual(['cancel', 'publish']);
    expect(scene.state).toMatchObject({ phase: 'settled', shown: { origin: 'same-language' } });
  });

  it('of the past has a place on screen at once', () => {
    const scene = new Scene(spoken, 'catch-up');
    expect(scene.types).toEqual(['cancel', 'publish', 'translate', 'wait']);
    expect(scene.state.shown).toMatchObject({ origin: 'pending' });
  });

  it('is a note as it stands', () => {
    expect(new Scene(note).state).toMatchObject({ phase: 'settled', shown: { removed: false } });
  });
});

describe('an open sentence', () => {
  const open: SpokenLine = { ...spoken, text: 'See you on', state: 'draft' };

  it('shows its original until a beginning of the translation is there', () => {
    const scene = new Scene(open);
    expect(scene.types).toEqual(['draft', 'publish']);
    expect(scene.state).toMatchObject({ phase: 'drafting', shown: { origin: 'pending' } });
    const translation = {
      ok: true,
      text: 'Nos vemos el próximo lunes',
      origin: 'machine',
      engine: 'libre',
    } as const;
    expect(scene.on({ type: 'draft-translated', translation })).toEqual(['publish']);
    expect(scene.state.shown).toMatchObject({ state: 'draft', text: 'Nos vemos el' });
  });

  it('keeps the translated beginning while it grows, and while its settled text is translated', () => {
    const scene = new Scene(open);
    const translation = {
      ok: true,
      text: 'Nos vemos el próximo lunes',
      origin: 'machine',
      engine: 'libre',
    } as const;
    scene.on({ type: 'draft-translated', translation });
    scene.on({ type: 'changed', line: { ...open, text: 'See you on Monday' }, purpose: 'settled' });
    expect(scene.state.shown?.text).toBe('Nos vemos el');
    expect(scene.on({ type: 'changed', line: spoken, purpose: 'settled' })).toContain('translate');
    expect(scene.on({ type: 'late' })).toEqual([]);
    expect(scene.state.shown?.text).toBe('Nos vemos el');
  });
});

describe('a line that no engine translates', () => {
  it('shows its original, and is retried with growing waits until the time limit', () => {
    const scene = new Scene(spoken);
    const waits: number[] = [];
    for (;;) {
      scene.on({ type: 'translated', translation: failed });
      const wait = scene.commands.find((command) => command.type === 'wait');
      if (wait?.type !== 'wait') break;
      waits.push(wait.milliseconds);
      scene.now += wait.milliseconds;
      scene.on({ type: 'due' });
    }
    expect(scene.state).toMatchObject({ phase: 'settled', shown: { origin: 'untranslated' } });
    expect(waits.slice(0, 5)).toEqual([RETRY_FIRST_MS, 2_000, 4_000, 8_000, 8_000]);
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBe(RETRY_FOR_MS);
  });

  it('is retried with what is said now for 10 s, then after everything live', () => {
    const scene = new Scene(spoken);
    const purposes: [sinceFailureMs: number, purpose: string][] = [];
    const failedAt = scene.now + 4_000;
    for (let retry = 0; retry < 5; retry += 1) {
      scene.now += 4_000;
      scene.on({ type: 'translated', translation: failed });
      const wait = scene.commands.find((command) => command.type === 'wait');
      scene.now += wait?.type === 'wait' ? wait.milliseconds : 0;
      scene.on({ type: 'due' });
      const asked = scene.commands.find((command) => command.type === 'translate');
      purposes.push([scene.now - failedAt, asked?.type === 'translate' ? asked.purpose : 'none']);
    }
    expect(purposes).toEqual([
      [1_000, 'settled'],
      [7_000, 'settled'],
      [15_000, 'catch-up'],
      [27_000, 'catch-up'],
      [39_000, 'catch-up'],
    ]);
  });

  it('of the past is retried after everything live from the first retry on', () => {
    const scene = new Scene(spoken, 'catch-up');
    scene.on({ type: 'translated', translation: failed });
    scene.on({ type: 'due' });
    expect(scene.commands).toContainEqual({ type: 'translate', line: spoken, purpose: 'catch-up' });
  });

  it('is published once, however often it fails', () => {
    const scene = new Scene(spoken);
    expect(scene.on({ type: 'translated', translation: failed })).toEqual(['publish', 'wait']);
    scene.on({ type: 'due' });
    expect(scene.on({ type: 'translated', translation: failed })).toEqual(['wait']);
  });

  it('is not retried when the failure is final', () => {
    const scene = new Scene(spoken);
    expect(scene.on({ type: 'translated', translation: { ok: false, retryable: false } })).toEqual([
      'cancel',
      'publish',
    ]);
  });
});

describe('a settled line', () => {
  const settled = () => {
    const scene = new Scene(spoken);
    scene.on({ type: 'translated', translation: spanish });
    return scene;
  };

  it('is unchanged when only its parts change', () => {
    expect(settled().on({ type: 'changed', line: { ...spoken, parts: [] }, purpose: 'settled' })).toEqual([]);
  });

  it('keeps its text until its revision is translated', () => {
    const scene = settled();
    const revised = { ...spoken, text: 'See you on Tuesday.', revision: 1, corrected: true };
    expect(scene.on({ type: 'changed', line: revised, purpose: 'settled' })).toEqual([
      'cancel',
      'translate',
      'wait',
    ]);
    expect(scene.on({ type: 'late' })).toEqual([]);
    expect(scene.state.shown?.text).toBe(spanish.text);
  });

  it('waits for quiet when Zoom revises it again and again', () => {
    const scene = settled();
    const twice = { ...spoken, revision: 2 };
    scene.on({ type: 'changed', line: twice, purpose: 'settled' });
    scene.on({ type: 'translated', translation: spanish });
    const again = { ...twice, text: 'See you on Tuesday.', revision: 3, receivedAt: twice.receivedAt + 100 };
    scene.on({ type: 'changed', line: again, purpose: 'settled' });
    expect(scene.state.phase).toBe('queued');
    expect(scene.commands).toEqual([
      { type: 'cancel' },
      { type: 'wait', event: 'due', milliseconds: REVISION_QUIET_MS },
    ]);
    expect(scene.on({ type: 'due' })).toContain('translate');
  });

  it('is translated again when a glossary changes, and marked as corrected when the text differs', () => {
    const scene = settled();
    expect(scene.on({ type: 'outdated' })).toEqual(['cancel', 'translate', 'wait']);
    scene.on({ type: 'translated', translation: { ...spanish, text: 'Hasta el lunes.' } });
    expect(scene.state.shown).toMatchObject({ text: 'Hasta el lunes.', corrected: true });
  });

  it('keeps its old translation when the new one fails', () => {
    const scene = settled();
    scene.on({ type: 'outdated' });
    expect(scene.on({ type: 'translated', translation: { ok: false, retryable: false } })).toEqual([
      'cancel',
    ]);
    expect(scene.state).toMatchObject({ phase: 'settled', shown: { text: spanish.text } });
  });

  it('that the host wrote is changed by no glossary', () => {
    const scene = settled();
    scene.on({ type: 'corrected', text: '¡Hasta el lunes!' });
    expect(scene.state.shown).toMatchObject({ origin: 'person', corrected: true });
    expect(scene.on({ type: 'outdated' })).toEqual([]);
  });

  it('that is removed is published as removed', () => {
    const scene = settled();
    expect(scene.on({ type: 'changed', line: { ...spoken, removed: true }, purpose: 'settled' })).toEqual([
      'cancel',
      'publish',
    ]);
    expect(scene.state).toMatchObject({ phase: 'removed', shown: { text: '', removed: true } });
  });
});

describe('any course of events', () => {
  const texts = fc.constantFrom('See you', 'See you on Monday.', 'Nos vemos.', 'See you on Tuesday.');
  const lines = fc
    .record({
      text: texts,
      language: fc.constantFrom('en', 'es'),
      state: fc.constantFrom('draft', 'settled'),
      revision: fc.integer({ min: 0, max: 4 }),
      receivedAt: fc.integer({ min: 0, max: 5_000 }),
      removed: fc.boolean(),
    })
    .map((change): Line => {
      const state = change.removed ? 'settled' : change.state;
      return { ...spoken, ...change, state, revision: state === 'draft' ? 0 : change.revision };
    });
  const translations = fc.oneof(
    texts.map(
      (text): Translation => ({ ok: true, text: `[es] ${text}`, origin: 'machine', engine: 'libre' }),
    ),
    fc.boolean().map((retryable): Translation => ({ ok: false, retryable })),
  );
  const purposes = fc.constantFrom('settled' as const, 'catch-up' as const);
  const events: fc.Arbitrary<LineEvent> = fc.oneof(
    fc.record({ type: fc.constant('changed' as const), line: lines, purpose: purposes }),
    translations.map((translation) => ({ type: 'translated' as const, translation })),
    fc.constant<LineEvent>({ type: 'late' }),
    fc.constant<LineEvent>({ type: 'due' }),
    fc.constant<LineEvent>({ type: 'outdated' }),
    fc.constant<LineEvent>({ type: 'corrected', text: 'Palabras.' }),
    texts.map((text) => ({
      type: 'draft-translated' as const,
      translation: { ok: true, text: `[es] ${text} y más`, origin: 'machine', engine: 'libre' } as const,
    })),
  );

  it('publishes every change of what is shown, and never takes a settled text back to a draft of the same line', () => {
    fc.assert(
      fc.property(lines, purposes, fc.array(events, { maxLength: 30 }), (line, purpose, course) => {
        const scene = new Scene(line, purpose);
        let asked = count(scene.commands, 'translate');
        for (const event of course) {
          const before = scene.state;
          scene.on(event);
          const { state } = scene;
          if (state.shown !== before.shown) expect(scene.types).toContain('publish');
          if (scene.types.includes('cancel')) asked = 0;
          asked += count(scene.commands, 'translate');
          if (event.type === 'translated' && before.phase === 'translating') asked = Math.max(0, asked - 1);
          // One call of an engine is under way exactly while the line is being translated.
          expect(asked > 0).toBe(state.phase === 'translating');
          if (event.type === 'changed') expect(state.line).toBe(event.line);
          else expect(state.line).toBe(before.line);
          if (event.type !== 'changed' && before.shown?.state === 'settled')
            expect(state.shown?.state).toBe('settled');
        }
      }),
    );
  });

  it('leads from a stored state to the same result as from the beginning', () => {
    fc.assert(
      fc.property(lines, (line) => {
        const scene = new Scene(line);
        scene.on({ type: 'translated', translation: spanish });
        if (scene.state.shown === undefined || scene.state.phase === 'queued') return;
        expect(adopted(line, scene.state.shown).phase).toBe(scene.state.phase);
      }),
    );
  });
});

function count(commands: readonly LineCommand[], type: LineCommand['type']): number {
  return commands.filter((command) => command.type === type).length;
}
