/** Covers client/speech/voices.ts. */
import { describe, expect, it } from 'vitest';
import { ReadAloud } from '../../../client/speech/read-aloud.ts';
import { voiceFor } from '../../../client/speech/voices.ts';
import type { Caption } from '../../../shared/caption.ts';
import { aCaption } from '../../support/caption-lines.ts';

const voice = (lang: string, change: Partial<SpeechSynthesisVoice> = {}): SpeechSynthesisVoice => ({
  lang,
  name: lang,
  voiceURI: lang,
  localService: true,
  default: false,
  ...change,
});

describe('the voice for a language', () => {
  const voices = [
    voice('en-US', { default: true }),
    voice('es-MX', { localService: false }),
    voice('es_ES'),
    voice('pt-BR'),
    voice('zh-CN'),
    voice('zh-TW'),
    voice('zz not a tag'),
  ];
  it.each([
    ['es', 'es_ES'],
    ['es-MX', 'es-MX'],
    ['pt-PT', 'pt-BR'],
    ['zh-Hant', 'zh-TW'],
    ['zh-Hans', 'zh-CN'],
    ['de', undefined],
    ['und', undefined],
    ['', undefined],
  ])('%s: %s', (language, expected) => {
    expect(voiceFor(voices, language)?.lang).toBe(expected);
  });
});

/** Speaks as a browser does: one at a time, and tells of the end of what it cut off, too. */
class FakeSynthesis extends EventTarget {
  readonly said: string[] = [];
  voices: SpeechSynthesisVoice[] = [voice('es-ES')];
  #queue: FakeUtterance[] = [];

  getVoices(): SpeechSynthesisVoice[] {
    return this.voices;
  }

  speak(utterance: FakeUtterance): void {
    this.said.push(`${utterance.lang}: ${utterance.text}`);
    this.#queue.push(utterance);
  }

  cancel(): void {
    for (const utterance of this.#queue.splice(0)) utterance.dispatchEvent(new Event('error'));
  }

  finish(how: 'end' | 'error' = 'end'): void {
    this.#queue.shift()?.dispatchEvent(new Event(how));
  }
}

class FakeUtterance extends EventTarget {
  lang = '';
  voice: SpeechSynthesisVoice | null = null;
  readonly text: string;
  constructor(text: string) {
    super();
    this.text = text;
  }
}

function stage() {
  const synthesis = new FakeSynthesis();
  let settle: (captions: readonly Caption[]) => void = () => undefined;
  const readAloud = new ReadAloud({
    synthesis,
    createUtterance: (text) => new FakeUtterance(text),
    onSettled: (listener) => {
      settle = listener;
      return () => {
        settle = () => undefined;
      };
    },
  });
  return { synthesis, readAloud, settle: (...captions: Caption[]) => settle(captions) };
}

describe('reading aloud', () => {
  it('is off by default', () => {
    const { synthesis, settle } = stage();
    settle(aCaption(1));
    expect(synthesis.said).toEqual([]);
  });

  it('speaks each finished line after the one before, in its language', () => {
    const { synthesis, readAloud, settle } = stage();
    readAloud.setContinuous(true);
    settle(aCaption(1), aCaption(2));
    expect(synthesis.said).toEqual(['es-ES: frase 1']);
    expect(readAloud.state.get().lineId).toBe('c1');
    synthesis.finish();
    // A voice that fails for one line goes on with the next.
    settle(aCaption(3));
    synthesis.finish('error');
    synthesis.finish();
    expect(synthesis.said).toEqual(['es-ES: frase 1', 'es-ES: frase 2', 'es-ES: frase 3']);
    expect(readAloud.state.get().lineId).toBeUndefined();
  });

  it('skips lines rather than falling behind, and lines it has no voice for', () => {
    const { synthesis, readAloud, settle } = stage();
    readAloud.setContinuous(true);
    for (let number = 1; number <= 6; number += 1) settle(aCaption(number));
    settle(aCaption(7, { language: 'de' }));
    for (let number = 1; number <= 6; number += 1) synthesis.finish();
    expect(synthesis.said).toEqual(['es-ES: frase 1', 'es-ES: frase 5', 'es-ES: frase 6']);
  });

  it('speaks one line on demand, at once, and stops', () => {
    const { synthesis, readAloud, settle } = stage();
    readAloud.setContinuous(true);
    settle(aCaption(1), aCaption(2));
    readAloud.speak(aCaption(9));
    expect(synthesis.said).toEqual(['es-ES: frase 1', 'es-ES: frase 9']);
    readAloud.stop();
    expect(readAloud.state.get().lineId).toBeUndefined();
    settle(aCaption(10));
    expect(synthesis.said.at(-1)).toBe('es-ES: frase 10');
    readAloud.setContinuous(false);
    settle(aCaption(11));
    expect(synthesis.said.at(-1)).toBe('es-ES: frase 10');
  });

  it('uses voices that are loaded late', () => {
    const { synthesis, readAloud } = stage();
    let told = 0;
    readAloud.state.subscribe(() => {
      told += 1;
    });
    expect(readAloud.speaks('de')).toBe(false);
    const before = readAloud.state.get();
    synthesis.voices = [voice('de-DE')];
    synthesis.dispatchEvent(new Event('voiceschanged'));
    expect(readAloud.speaks('de')).toBe(true);
    expect(told).toBe(1);
    expect(readAloud.state.get()).not.toBe(before);
  });

  it('stops when the panel is closed', () => {
    const { synthesis, readAloud, settle } = stage();
    readAloud.setContinuous(true);
    settle(aCaption(1));
    readAloud.close();
    settle(aCaption(2));
    expect(synthesis.said).toEqual(['es-ES: frase 1']);
  });
});
