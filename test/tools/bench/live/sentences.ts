/** What is said while a load runs: numbered sentences, with the translations of a phrasebook, so that no engine is measured. */

/** Five languages are read: four are translated, one is the original. */
export const languages = ['original', 'es', 'fr', 'de', 'it'] as const;

/** The language of a viewer: the first `count` are read by equally many. */
export function languageOf(viewer: number, count: number = languages.length): (typeof languages)[number] {
  return languages[Math.abs(viewer) % count] ?? languages[0];
}

const greetings = { en: 'Sentence', es: 'Frase', fr: 'Phrase', de: 'Satz', it: 'Periodo' } as const;
const rest = {
  en: 'of this meeting says that the budget of the second quarter is ready for review',
  es: 'de esta reunión dice que el presupuesto del segundo trimestre está listo para revisarse',
  fr: 'de cette réunion dit que le budget du deuxième trimestre est prêt pour la relecture',
  de: 'dieser Besprechung sagt, dass das Budget des zweiten Quartals zur Prüfung bereit ist',
  it: 'di questa riunione dice che il bilancio del secondo trimestre è pronto per la revisione',
} as const;

/** Sentence `number`, as somebody speaks it. */
export function sentence(number: number, language: keyof typeof rest = 'en'): string {
  return `${greetings[language]} ${number} ${rest[language]}.`;
}

/** The number of the newest sentence in a raw `captions` event; `undefined` where there is none. */
export function numberIn(text: string): number | undefined {
  const found = /"(?:Sentence|Frase|Phrase|Satz|Periodo) (\d+) /u.exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}

/** `PHRASEBOOK_FILE` for sentences 1 to `count`. */
export function phrasebook(count: number): string {
  const tags = ['en', 'es', 'fr', 'de', 'it'] as const;
  const entries = Array.from({ length: count }, (_, index) =>
    Object.fromEntries(tags.map((tag) => [tag, sentence(index + 1, tag)])),
  );
  return JSON.stringify({ entries });
}
